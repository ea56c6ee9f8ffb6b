import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Service } from '../service.ts';
import { HandlerFunction } from './handler-function.ts';
import { alarmPeriod } from './operator-alarms.ts';

const mailerTimeout = Duration.seconds(30);

export interface MailDeliveryProps {
  readonly service: Service;
  /** The rights that sending needs at SES: the sending identity and its configuration. */
  readonly identityArns: readonly string[];
}

/** Emails pass through one queue and one function. Each is sent at least once, tried five times, then kept for a person to look at. */
export class MailDelivery extends Construct {
  readonly queue: Queue;
  readonly mailer: HandlerFunction;

  constructor(scope: Construct, id: string, props: MailDeliveryProps) {
    super(scope, id);
    const { service, identityArns } = props;
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };
    const givenUp = new Queue(this, 'GivenUp', common);
    this.queue = new Queue(this, 'Queue', {
      ...common,
      // AWS recommends six times the function's time, so that two mailers do not see the same message.
      visibilityTimeout: Duration.seconds(6 * mailerTimeout.toSeconds()),
      deadLetterQueue: { queue: givenUp, maxReceiveCount: 5 },
    });
    this.mailer = new HandlerFunction(this, 'Mailer', {
      service,
      handler: 'queues/mailer',
      timeout: mailerTimeout,
      environment: {
        ...service.variables.table,
        ...service.variables.address,
        ...service.variables.codes,
        MAIL_FROM: service.settings.mail.from,
        MAIL_REPLY_TO: service.settings.mail.replyTo,
      },
    });
    this.mailer.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ses:SendEmail'], resources: [...identityArns] }),
    );
    service.codeKey.grantMacs(this.mailer);
    this.queue.grantConsumeMessages(this.mailer.role);
    new EventSourceMapping(this, 'Source', {
      target: this.mailer.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize: 5,
      maxConcurrency: service.settings.mail.concurrency,
      reportBatchItemFailures: true,
    });
    this.mailer.alarmOnCode(service.alarms, 'JF013', {
      says: 'Five wrong one-time codes locked a request.',
      article: 'request-locked',
    });
    service.alarms.add(this, 'GaveUp', {
      says: 'A mail could not be sent in five tries.',
      article: 'mail-given-up',
      metric: givenUp.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: alarmPeriod }),
    });
    service.alarms.add(this, 'Late', {
      says: 'A mail has waited for half an hour.',
      article: 'mail-late',
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: alarmPeriod }),
      atLeast: Duration.minutes(30).toSeconds(),
    });
  }
}
