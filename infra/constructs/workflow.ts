import { readFileSync } from 'node:fs';
import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Service } from '../service.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { HandlerFunction } from './handler-function.ts';
import { alarmPeriod } from './operator-alarms.ts';

export interface WorkflowProps {
  readonly service: Service;
  /** Path of the definition, Amazon States Language with `${Name}` for each function's ARN. */
  readonly definitionFile: string;
  /** The function for each placeholder. The same map gives the state machine its right to call them. */
  readonly tasks: Readonly<Record<`${string}FunctionArn`, HandlerFunction>>;
}

/** A state machine from a file. It waits and routes, and the functions decide. Its log holds no data of an execution. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { service, tasks } = props;
    const definition = readFileSync(props.definitionFile, 'utf8');
    checkPlaceholders(definition, Object.keys(tasks));
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const functionArns = Object.values(tasks).map(({ lambda }) => lambda.functionArn);
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functionArns }));
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(tasks).map(([placeholder, { lambda }]) => [placeholder, lambda.functionArn]),
      ),
      stateMachineType: StateMachineType.STANDARD,
      role,
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          retention: service.settings.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    Validations.of(this.stateMachine).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SF2',
      reason: 'No tracing anywhere in this service: an execution has at most eight transitions and logs each of them.',
    });
    acknowledgeWildcard(
      role,
      '*',
      'Log delivery of Step Functions (logs:CreateLogDelivery and the like) knows no resource.',
    );
    this.addAlarms(service);
  }

  /** To start an execution, and to tell a waiting one the result of its step. */
  grantDrive({ role }: HandlerFunction): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['states:StartExecution', 'states:SendTaskSuccess'],
        resources: [this.stateMachine.stateMachineArn],
      }),
    );
  }

  /** To see whether an execution is still running. */
  grantLook({ role }: HandlerFunction): void {
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['states:DescribeExecution'], resources: [this.executionArns()] }),
    );
    const reason = 'Executions of this one state machine; their names are made when they start.';
    acknowledgeWildcard(role, this.executionArns(), reason);
  }

  private executionArns(): string {
    const name = this.stateMachine.stateMachineName;
    return Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${name}:*`,
    });
  }

  private addAlarms({ alarms }: Service): void {
    const period = { period: alarmPeriod };
    for (const [id, metric] of [
      ['Failed', this.stateMachine.metricFailed(period)],
      ['TimedOut', this.stateMachine.metricTimedOut(period)],
      ['Aborted', this.stateMachine.metricAborted(period)],
    ] as const) {
      alarms.add(this, id, {
        says: `An execution of the joint funding workflow ended badly (${id}).`,
        article: 'workflow-ended-badly',
        metric,
      });
    }
  }
}

/** Checks both directions: AWS takes a placeholder without a function as text, and a function without a placeholder is never called. */
function checkPlaceholders(definition: string, given: readonly string[]): void {
  const wanted = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name));
  const missing = [...wanted].filter((name) => !given.includes(name));
  const orphaned = given.filter((name) => !wanted.has(name));
  if (missing.length > 0) throw new Error(`The definition has placeholders without a function: ${missing.join(', ')}`);
  if (orphaned.length > 0) throw new Error(`The definition has no placeholders for: ${orphaned.join(', ')}`);
}
