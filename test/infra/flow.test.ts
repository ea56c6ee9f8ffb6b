import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesise } from './synthesised.ts';

const { service } = await synthesise('example');
const sources = Object.values(service.findResources('AWS::Lambda::EventSourceMapping')).map((one) => one.Properties);
const readers = sources.filter(({ StartingPosition }) => StartingPosition !== undefined);

describe('the effects of a write', () => {
  test('exactly two functions read the stream from its start, isolate a failing record, and finally give it up', () => {
    expect(readers).toHaveLength(2);
    for (const reader of readers) {
      expect(reader).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
      });
      expect(reader.DestinationConfig.OnFailure.Destination).toBeDefined();
    }
  });

  test('the projection gathers changes for five seconds, and the relay does not wait', () => {
    expect(readers.map(({ MaximumBatchingWindowInSeconds: seconds }) => seconds ?? 0).toSorted()).toEqual([0, 5]);
  });

  test('the relay gets pending outbox entries, and the projection gets proposals and budgets', () => {
    const patterns = readers.map(({ FilterCriteria }) => JSON.parse(FilterCriteria.Filters[0].Pattern));
    expect(patterns).toContainEqual({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } }, NewImage: { status: { S: ['pending'] } } },
    });
    expect(patterns).toContainEqual({
      dynamodb: { Keys: { pk: { S: [{ prefix: 'PROPOSAL#' }, { prefix: 'BUDGET#' }] } } },
    });
  });

  test('an email is tried five times, by as many mailers as the settings say, then kept', () => {
    const [mailer] = sources.filter(({ ScalingConfig }) => ScalingConfig !== undefined);
    expect(mailer).toMatchObject({
      ScalingConfig: { MaximumConcurrency: 5 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    service.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { maxReceiveCount: 5 },
      VisibilityTimeout: 180,
    });
    expect(sources).toHaveLength(3);
  });

  test('the workflow is a standard one, and its log has no data of an execution', () => {
    service.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL', Destinations: Match.anyValue() },
    });
    expect(Object.keys(service.findResources('AWS::StepFunctions::StateMachine'))).toHaveLength(1);
  });

  test('the workflow may call only its four functions', () => {
    const [machine] = Object.values(service.findResources('AWS::StepFunctions::StateMachine'));
    const substituted = Object.values(machine?.Properties.DefinitionSubstitutions);
    const calls = Object.values(service.findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(substituted).toHaveLength(4);
    expect(calls.map(({ Resource }) => Resource)).toEqual([substituted]);
  });

  test('the sweep runs every fifteen minutes without retries, and only snapshots have another schedule', () => {
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
    const rules = Object.values(service.findResources('AWS::Events::Rule'));
    const schedules = rules.map(({ Properties }) => Properties.ScheduleExpression);
    expect(schedules.toSorted()).toEqual(['rate(1 hour)', 'rate(15 minutes)']);
  });
});
