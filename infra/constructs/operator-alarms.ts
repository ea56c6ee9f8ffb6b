import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

const runbook = join(import.meta.dirname, '..', 'runbook');

export interface OperatorAlarmProps {
  /** What is wrong, in a sentence. */
  readonly says: string;
  /** Name of the article in infra/runbook, without `.md`. */
  readonly article: string;
  readonly metric: IMetric;
  /** Alarms at this value or above. */
  readonly atLeast?: number;
  /** Alarms below this value, and if nothing is reported. */
  readonly below?: number;
  /** Consecutive periods of the metric. Default: 1. */
  readonly periods?: number;
}

/** Tells the operators. Each alarm names the runbook article that says what to do. Without an article it does not synthesise. */
export class OperatorAlarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly address: string | null }) {
    super(scope, id);
    // Not encrypted with our own key: CloudWatch could not write to it. The text of an alarm holds no personal data.
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    if (props.address !== null) this.topic.addSubscription(new EmailSubscription(props.address));
  }

  /** Adds an alarm, called beside the thing that it watches. */
  add(scope: Construct, id: string, props: OperatorAlarmProps): void {
    if (!existsSync(join(runbook, `${props.article}.md`))) {
      throw new Error(`The alarm "${id}" has no article infra/runbook/${props.article}.md`);
    }
    const silence = props.below !== undefined;
    const alarm = new Alarm(scope, id, {
      alarmDescription: `${props.says} Runbook: infra/runbook/${props.article}.md`,
      metric: props.metric,
      threshold: props.below ?? props.atLeast ?? 1,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/** How long one point of an alarm's metric covers, by default. */
export const alarmPeriod = Duration.minutes(5);
