import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { HandlerVariables } from '../environment-variables.ts';
import type { Service } from '../service.ts';
import { HandlerFunction } from './handler-function.ts';
import { runEvery } from './run-every.ts';

export interface SweepScheduleProps {
  readonly service: Service;
  readonly environment: HandlerVariables['schedules/sweep'];
}

/** The only clock of the service: the sweep runs every few minutes and finds everything that is due. */
export class SweepSchedule extends Construct {
  readonly sweep: HandlerFunction;

  constructor(scope: Construct, id: string, props: SweepScheduleProps) {
    super(scope, id);
    const { service, environment } = props;
    const every = Duration.minutes(service.settings.sweepMinutes);
    this.sweep = new HandlerFunction(this, 'Sweep', {
      service,
      handler: 'schedules/sweep',
      environment,
      timeout: Duration.minutes(5),
    });
    runEvery(this, this.sweep.lambda, every);
    service.alarms.add(this, 'Silent', {
      says: 'The sweep did not run.',
      article: 'sweep-silent',
      metric: this.sweep.lambda.metricInvocations({ period: every, statistic: 'Sum' }),
      below: 1,
      periods: 3,
    });
    service.alarms.add(this, 'Failing', {
      says: 'The sweep failed twice in a row.',
      article: 'sweep-failing',
      metric: this.sweep.lambda.metricErrors({ period: every, statistic: 'Sum' }),
      periods: 2,
    });
    this.sweep.alarmOnCode(service.alarms, 'JF007', {
      says: 'The sweep fails to drive something on, again and again.',
      article: 'sweep-item-failing',
      atLeast: 3,
    });
  }
}
