import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesise } from './synthesised.ts';

const { service } = await synthesise('example');
const sources = Object.values(service.findResources('AWS::Lambda::EventSourceMapping')).map((one) => one.Properties);
const readers = sources.filter(({ StartingPosition }) => StartingPosition !== undefined);

describe('what follows from a write', () => {
  test('two functions read the stream and no more: from its start, one record at fault at a time, giving up in the end', () => {
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

  test('the projection gathers for five seconds what one request brings about; the relay waits for nothing', () => {
    expect(readers.map(({ MaximumBatchingWindowInSeconds: seconds }) => seconds ?? 0).toSorted()).toEqual([0, 5]);
  });

  test('the relay sees outbox entries that are pending, and the projection proposals and budgets', () => {
    const patterns = readers.map(({ FilterCriteria }) => JSON.parse(FilterCriteria.Filters[0].Pattern));
    expect(patterns).toContainEqual({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } }, NewImage: { status: { S: ['pending'] } } },
    });
    expect(patterns).toContainEqual({
      dynamodb: { Keys: { pk: { S: [{ prefix: 'PROPOSAL#' }, { prefix: 'BUDGET#' }] } } },
    });
  });

  test('mail is tried five times, by as many mailers at once as the settings say, then kept', () => {
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

  test('the workflow is a standard one and its log holds no data of an execution', () => {
    service.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL', Destinations: Match.anyValue() },
    });
    expect(Object.keys(service.findResources('AWS::StepFunctions::StateMachine'))).toHaveLength(1);
  });

  test('the workflow may call its three functions and nothing else', () => {
    const [machine] = Object.values(service.findResources('AWS::StepFunctions::StateMachine'));
    const substituted = Object.values(machine?.Properties.DefinitionSubstitutions);
    const calls = Object.values(service.findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(substituted).toHaveLength(3);
    expect(calls.map(({ Resource }) => Resource)).toEqual([substituted]);
  });

  test('the sweep runs every fifteen minutes, and one that failed is not repeated; nothing else but snapshots has a schedule', () => {
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
    const rules = Object.values(service.findResources('AWS::Events::Rule'));
    const schedules = rules.map(({ Properties }) => Properties.ScheduleExpression);
    expect(schedules.toSorted()).toEqual(['rate(1 hour)', 'rate(15 minutes)']);
  });
});
