import { describe, expect, test } from 'vitest';
import { synthesise } from './synthesised.ts';

const { service } = await synthesise('example');
const local = await synthesise('local');
const functions = Object.values(service.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
const functionOf = (handler: string) =>
  functions.find(({ Description }) => Description.includes(`/${handler}.handler`));

describe('snapshots of large reports', () => {
  test('are made every hour without retries', () => {
    service.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
    local.service.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
    const rules = Object.values(service.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);
    const [hourly] = rules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(1 hour)');
    expect(hourly?.Targets).toMatchObject([{ RetryPolicy: { MaximumRetryAttempts: 0 } }]);
  });

  test('are made by their own function, with time for many', () => {
    expect(functionOf('schedules/snapshot')).toMatchObject({
      Timeout: 900,
      Environment: { Variables: { SNAPSHOT_BUCKET: expect.anything() } },
    });
  });

  test('are read from the bucket on AWS, and through the front door here', () => {
    const variables = functionOf('api/reports')?.Environment.Variables;
    expect(JSON.stringify(variables.SNAPSHOT_ADDRESS)).toContain('SnapshotsD03D071CRegionalDomainName');
    expect(variables.SNAPSHOT_SECONDS).toBe('3600');
    const there = Object.values(local.service.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties,
    );
    const reports = there.find(({ Description }) => Description.includes('/api/reports.handler'));
    expect(reports?.Environment.Variables).toMatchObject({
      SNAPSHOT_ADDRESS: 'http://localhost:8080/snapshots',
      SNAPSHOT_SECONDS: '60',
    });
  });
});

test('at most 20 reports run at once, so that answers have room, and nothing else is limited', () => {
  expect(functionOf('api/reports')?.ReservedConcurrentExecutions).toBe(20);
  expect(
    functions.filter(({ ReservedConcurrentExecutions }) => ReservedConcurrentExecutions !== undefined),
  ).toHaveLength(1);
});
