import { Duration, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HandlerVariables } from '../environment-variables.ts';
import type { Service } from '../service.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { HandlerFunction } from './handler-function.ts';
import { alarmPeriod } from './operator-alarms.ts';

/** A pattern on a stream record, in the language of Lambda's event filters. */
export type RecordPattern = Readonly<Record<string, unknown>>;

type ReaderName = 'streams/relay' | 'streams/project';

export interface StreamReaderProps<H extends ReaderName> {
  readonly service: Service;
  readonly handler: H;
  /** The function never gets a record that matches none of these. */
  readonly patterns: readonly RecordPattern[];
  readonly environment: HandlerVariables[H];
  /** How long records are gathered before the function is called. If absent, they are not gathered. */
  readonly gathers?: Duration;
}

/**
 * One of the two readers of the table's stream (AWS allows two). It starts at the oldest record and reports failed records one by
 * one. It halves a batch that fails, and gives a record up after five tries, so that one record cannot block its shard. A record
 * that was given up is noted in a queue, and the sweep does its work again.
 */
export class StreamReader<H extends ReaderName> extends Construct {
  readonly reader: HandlerFunction;

  constructor(scope: Construct, id: string, props: StreamReaderProps<H>) {
    super(scope, id);
    const { service, handler, patterns, environment, gathers } = props;
    this.reader = new HandlerFunction(this, 'Reader', {
      service,
      handler,
      timeout: Duration.seconds(60),
      environment,
    });
    const givenUp = this.queueOfGivenUp();
    grantStream(service.table, this.reader);
    new EventSourceMapping(this, 'Stream', {
      target: this.reader.lambda,
      eventSourceArn: streamOf(service.table),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      ...(gathers === undefined ? {} : { maxBatchingWindow: gathers }),
      retryAttempts: 5,
      maxRecordAge: Duration.hours(6),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      filters: patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) })),
      onFailure: new SqsDlq(givenUp),
    });
    service.alarms.add(this, 'Late', {
      says: `${handler} is ten minutes behind the table's stream.`,
      article: 'stream-late',
      metric: this.reader.lambda.metric('IteratorAge', { statistic: 'Maximum', period: alarmPeriod }),
      atLeast: Duration.minutes(10).toMilliseconds(),
    });
    service.alarms.add(this, 'GaveUp', {
      says: `${handler} gave up a record of the table's stream.`,
      article: 'stream-record-given-up',
      metric: givenUp.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: alarmPeriod }),
    });
  }

  private queueOfGivenUp(): Queue {
    const queue = new Queue(this, 'GivenUp', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'This queue is where given-up records end; nothing consumes it, so nothing can fail on it.',
    });
    return queue;
  }
}

function grantStream(table: Table, reader: HandlerFunction): void {
  reader.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamOf(table)],
    }),
  );
  reader.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
  const reason = 'dynamodb:ListStreams knows no resource, and Lambda asks for it when it makes the event source.';
  acknowledgeWildcard(reader.role, '*', reason);
}

function streamOf(table: Table): string {
  if (table.tableStreamArn === undefined) throw new Error('The table has no stream');
  return table.tableStreamArn;
}
