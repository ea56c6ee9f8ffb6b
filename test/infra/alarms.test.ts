import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messages } from '../../functions/adapters/system/log.ts';
import { synthesise } from './synthesised.ts';

const runbook = join(import.meta.dirname, '..', '..', 'infra', 'runbook');
const articles = readdirSync(runbook).filter((file) => file !== 'README.md');
const { service } = await synthesise('example');
const local = await synthesise('local');
const alarms = Object.values(service.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

function articleOf(alarm: Record<string, unknown>): string | undefined {
  return /Runbook: infra\/runbook\/([\w-]+\.md)$/.exec(String(alarm.AlarmDescription))?.[1];
}

describe('alarms', () => {
  test('each says what is wrong and names its article, and every article has an alarm', () => {
    expect(new Set(alarms.map(articleOf))).toEqual(new Set(articles));
  });

  test('each notifies the operators', () => {
    expect(alarms.filter(({ AlarmActions }) => AlarmActions?.length !== 1)).toEqual([]);
    service.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email' });
    expect(local.service.findResources('AWS::SNS::Subscription')).toEqual({});
  });

  test('everything that can get stuck has an alarm: streams, emails, workflow, sweep, API, wrong codes', () => {
    const watched = alarms.map(({ MetricName }) => MetricName as string);
    expect(watched.toSorted()).toEqual(
      [
        '5xx',
        'ApproximateAgeOfOldestMessage',
        'ApproximateNumberOfMessagesVisible',
        'ApproximateNumberOfMessagesVisible',
        'ApproximateNumberOfMessagesVisible',
        'Errors',
        'Errors',
        'ExecutionsAborted',
        'ExecutionsFailed',
        'ExecutionsTimedOut',
        'Invocations',
        'IteratorAge',
        'IteratorAge',
        'joint-funding-example-service-JF004',
        'joint-funding-example-service-JF007',
        'joint-funding-example-service-JF011',
        'joint-funding-example-service-JF013',
      ].toSorted(),
    );
  });

  test('every code with an alarm is a code that is logged', () => {
    const known: readonly string[] = Object.values(messages).map(({ code }) => code);
    const filters = Object.values(service.findResources('AWS::Logs::MetricFilter'));
    const watched = filters.map(({ Properties }) => JSON.parse(Properties.FilterPattern) as string);
    expect(watched.toSorted()).toEqual(['JF004', 'JF007', 'JF011', 'JF013']);
    expect(watched.filter((code) => !known.includes(code))).toEqual([]);
  });

  test('a missing sweep raises an alarm, although it reports nothing', () => {
    const [silent] = alarms.filter(({ MetricName }) => MetricName === 'Invocations');
    expect(silent).toMatchObject({ TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold' });
  });

  test.each(articles)('%s says when it applies, when not, and what to do', (article) => {
    const text = readFileSync(join(runbook, article), 'utf8');
    expect(text).toMatch(/^# .+\n[\s\S]+^## When\n[\s\S]+^## When not\n[\s\S]+^## What to do\n/m);
  });
});
