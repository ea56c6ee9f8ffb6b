import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * Runs a function on a schedule, without retries or a dead-letter queue: the next run finds what was not done.
 *
 * @param scope contains the rule. Its ids `Once` and `Rule` allow one call per scope.
 */
export function runEvery(scope: Construct, lambda: IFunction, every: Duration): void {
  const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) } as const;
  new EventInvokeConfig(scope, 'Once', { function: lambda, ...once });
  new Rule(scope, 'Rule', { schedule: Schedule.rate(every), targets: [new LambdaFunction(lambda, once)] });
}
