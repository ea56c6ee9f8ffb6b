import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Service } from '../service.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { HandlerFunction } from './handler-function.ts';
import { alarmPeriod } from './operator-alarms.ts';
import { runEvery } from './run-every.ts';

/** Makes snapshots of large reports on a schedule. The function may write objects and not read them. */
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
      // With half a processor, a gigabyte of rows would wait. Memory itself stays below 300 MB.
      memory: 1769,
    });
    allowObjects(this.maker, service, ['s3:PutObject', 's3:AbortMultipartUpload']);
    runEvery(this, this.maker.lambda, Duration.minutes(service.settings.snapshotMinutes));
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

  /** To sign addresses of objects. A signed address gives no more rights than the signer has. */
  grantRead(signer: HandlerFunction, service: Service): void {
    allowObjects(signer, service, ['s3:GetObject']);
  }
}

/** All objects of the bucket, spelt as in the template so that a finding can be matched. The bucket belongs to the other stack. */
function allowObjects({ role }: HandlerFunction, { snapshots }: Service, actions: readonly string[]): void {
  const objects = Fn.join('', [Stack.of(snapshots).exportValue(snapshots.bucketArn), '/*']);
  role.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [objects] }));
  acknowledgeWildcard(role, objects, 'Objects of this one bucket; their names are made when they are.');
}
