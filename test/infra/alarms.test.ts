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
  test('each says what is wrong and which article tells what to do, and every article has its alarm', () => {
    expect(new Set(alarms.map(articleOf))).toEqual(new Set(articles));
  });

  test('each tells somebody', () => {
    expect(alarms.filter(({ AlarmActions }) => AlarmActions?.length !== 1)).toEqual([]);
    service.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email' });
    expect(local.service.findResources('AWS::SNS::Subscription')).toEqual({});
  });

  test('everything that can get stuck is watched: streams, mail, workflow, sweep, interface, wrong codes', () => {
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

  test('the codes that alarm are codes that are logged', () => {
    const known: readonly string[] = Object.values(messages).map(({ code }) => code);
    const filters = Object.values(service.findResources('AWS::Logs::MetricFilter'));
    const watched = filters.map(({ Properties }) => JSON.parse(Properties.FilterPattern) as string);
    expect(watched.toSorted()).toEqual(['JF004', 'JF007', 'JF011', 'JF013']);
    expect(watched.filter((code) => !known.includes(code))).toEqual([]);
  });

  test('a sweep that is silent alarms, although nothing is reported of it', () => {
    const [silent] = alarms.filter(({ MetricName }) => MetricName === 'Invocations');
    expect(silent).toMatchObject({ TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold' });
  });

  test.each(articles)('%s says when it is for, when not, and what to do', (article) => {
    const text = readFileSync(join(runbook, article), 'utf8');
    expect(text).toMatch(/^# .+\n[\s\S]+^## When\n[\s\S]+^## When not\n[\s\S]+^## What to do\n/m);
  });
});
