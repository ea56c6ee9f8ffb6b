import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HandlerVariables } from '../environment-variables.ts';
import type { Service } from '../service.ts';
import { type HandlerName, type TableAccess, tableAccess } from '../table-access.ts';
import type { OperatorAlarmProps, OperatorAlarms } from './operator-alarms.ts';
import { grantTableAccess } from './table-grants.ts';

export interface HandlerFunctionProps<H extends HandlerName> {
  readonly service: Service;
  readonly handler: H;
  /** Exactly the variables that the handler's own schema requires. */
  readonly environment: HandlerVariables[H];
  readonly timeout: Duration;
  /** Megabytes. Processor time grows with it. */
  readonly memory?: number;
  /** Concurrent runs, reserved and also the maximum. If absent: as many as the account has left. */
  readonly atOnce?: number | null;
}

type CodeAlarmProps = Pick<OperatorAlarmProps, 'says' | 'article' | 'atLeast'>;

/** One deployed `*.handler.ts`: its bundle, its own role with the least rights, and a log group with a retention period. */
export class HandlerFunction<H extends HandlerName = HandlerName> extends Construct {
  readonly handler: H;
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps<H>) {
    super(scope, id);
    const { service, handler } = props;
    this.handler = handler;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: service.settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = this.ownRole();
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `functions/handlers/${handler}.handler.ts`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(service.bundleOf(handler).folder),
      handler: 'index.handler',
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: props.memory ?? 1024,
      timeout: props.timeout,
      ...(props.atOnce === undefined || props.atOnce === null ? {} : { reservedConcurrentExecutions: props.atOnce }),
      // The SDK puts this name into each call, for CloudTrail and for the guard of the local AWS.
      environment: { ...props.environment, AWS_SDK_UA_APP_ID: handler.replace('/', '.') },
    });
    const access: TableAccess = tableAccess[handler];
    grantTableAccess(service.table, this.role, access);
  }

  /** An alarm if the function logs a code (functions/adapters/system/log.ts) this many times in an hour. */
  alarmOnCode(alarms: OperatorAlarms, code: `JF${number}`, props: CodeAlarmProps): void {
    const filter = new MetricFilter(this, `${code}Lines`, {
      logGroup: this.logGroup,
      filterPattern: FilterPattern.anyTerm(code),
      metricNamespace: 'JointFunding',
      metricName: `${Stack.of(this).stackName}-${code}`,
    });
    const metric = filter.metric({ statistic: 'Sum', period: Duration.hours(1) });
    alarms.add(this, code, { metric, ...props });
  }

  /** Does not use AWS's managed policy for logs, which would allow every log group of the account. */
  private ownRole(): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    return role;
  }
}
