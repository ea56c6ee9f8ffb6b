import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Service } from '../service.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { HandlerFunction } from './handler-function.ts';
import { alarmPeriod } from './operator-alarms.ts';

/** Makes snapshots of large reports every so many minutes, by a function that may write objects and read none. */
export class SnapshotSchedule extends Construct {
  readonly maker: HandlerFunction;

  constructor(scope: Construct, id: string, props: { readonly service: Service }) {
    super(scope, id);
    const { service } = props;
    this.maker = new HandlerFunction(this, 'Maker', {
      service,
      handler: 'schedules/snapshot',
      environment: { ...service.variables.table, SNAPSHOT_BUCKET: service.snapshots.bucketName },
      timeout: Duration.minutes(15),
      // Half of a processor would make a gigabyte of rows wait; memory itself stays below 300 MB.
      memory: 1769,
    });
    const objects = objectsOf(service);
    this.maker.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [objects] }),
    );
    acknowledgeWildcard(this.maker.role, objects, 'Objects of this one bucket; their names are made when they are.');
    // No retries: the next run makes the same ones.
    new EventInvokeConfig(this, 'Once', {
      function: this.maker.lambda,
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
    new Rule(this, 'Rule', {
      schedule: Schedule.rate(Duration.minutes(service.settings.snapshotMinutes)),
      targets: [new LambdaFunction(this.maker.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    service.alarms.add(this, 'Failing', {
      says: 'Snapshots of large reports cannot be made: the function fails.',
      article: 'snapshots-failing',
      metric: this.maker.lambda.metricErrors({ period: alarmPeriod, statistic: 'Sum' }),
    });
    this.maker.alarmOnCode(service.alarms, 'JF011', {
      says: 'A snapshot of a large report cannot be made, again and again.',
      article: 'snapshots-failing',
      atLeast: 3,
    });
  }

  /** To sign addresses of objects, which give no more than the signer may read. */
  grantRead({ role }: HandlerFunction, service: Service): void {
    const objects = objectsOf(service);
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] }));
    acknowledgeWildcard(role, objects, 'Objects of this one bucket; their names are made when they are.');
  }
}

/** All objects of the bucket. Its name comes from the other stack, spelt as the template spells it, so that a finding can be matched. */
function objectsOf({ snapshots }: Service): string {
  return Fn.join('', [Stack.of(snapshots).exportValue(snapshots.bucketArn), '/*']);
}
