import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { HandlerName } from '../access.ts';
import type { Bundle } from '../bundle.ts';
import { HandlerFunction } from '../constructs/handler-function.ts';
import { HttpInterface } from '../constructs/http-interface.ts';
import { MailDelivery } from '../constructs/mail-delivery.ts';
import { OperatorAlarms } from '../constructs/operator-alarms.ts';
import { StreamReader } from '../constructs/stream-reader.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { Workflow } from '../constructs/workflow.ts';
import { type HttpHandlerName, routes } from '../routes.ts';
import type { Service } from '../service.ts';
import type { Settings } from '../settings.ts';
import type { StoreStack } from './store.ts';

const definitionFile = join(import.meta.dirname, '..', '..', 'workflows', 'joint-funding', 'definition.asl.json');
/** The gateway waits 30 seconds; one less lets a function answer for itself. */
const httpTimeout = Duration.seconds(29);
const taskTimeout = Duration.minutes(1);

/** Of the workflow's definition. */
type Placeholder = 'OpenSignOffFunctionArn' | 'OpenReviewFunctionArn' | 'SettleFunctionArn';

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly store: StoreStack;
  readonly bundles: readonly Bundle[];
}

/** All that can be thrown away and made again from the store: functions, interface, workflow, queues, schedule. */
export class ServiceStack extends Stack {
  /** What its constructs know of each other. */
  readonly parts: Service;
  /** The functions behind the placeholders of the workflow's definition. */
  readonly tasks: Readonly<Record<Placeholder, HandlerFunction>>;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { settings, store, bundles } = props;
    const alarms = new OperatorAlarms(this, 'Alarms', { address: settings.alarmAddress });
    const http = new HttpInterface(this, 'Http', { settings, alarms });
    const service: Service = {
      settings,
      alarms,
      table: store.table,
      baseUrl: http.baseUrl,
      bundleOf: (handler) => bundleOf(bundles, handler),
    };
    this.parts = service;

    for (const handler of Object.keys(routes) as HttpHandlerName[]) {
      http.serve(handler, this.httpFunction(service, handler));
    }
    const mail = new MailDelivery(this, 'Mail', { service, identityArns: store.mailArns });
    this.tasks = {
      OpenSignOffFunctionArn: this.task(service, 'OpenSignOff', 'tasks/open-sign-off'),
      OpenReviewFunctionArn: this.task(service, 'OpenReview', 'tasks/open-review'),
      SettleFunctionArn: this.task(service, 'Settle', 'tasks/settle'),
    };
    const workflow = new Workflow(this, 'JointFunding', { service, definitionFile, tasks: this.tasks });
    this.relay(service, mail, workflow);
    new StreamReader(this, 'Project', {
      service,
      handler: 'streams/project',
      patterns: [{ dynamodb: { Keys: { pk: { S: [{ prefix: 'PROPOSAL#' }, { prefix: 'BUDGET#' }] } } } }],
    });
    const stateMachineArn = workflow.stateMachine.stateMachineArn;
    const { sweep } = new SweepSchedule(this, 'Sweeping', {
      service,
      environment: { STATE_MACHINE_ARN: stateMachineArn },
    });
    workflow.grantLook(sweep);
    // Read by infra/local and infra/commands.
    new CfnOutput(this, 'ApiId', { value: http.api.apiId });
    new CfnOutput(this, 'BaseUrl', { value: http.baseUrl });
    new CfnOutput(this, 'SweepFunction', { value: sweep.lambda.functionName });
    new CfnOutput(this, 'TableName', { value: store.table.tableName });
  }

  private httpFunction(service: Service, handler: HttpHandlerName): HandlerFunction {
    return new HandlerFunction(this, constructId(handler), { service, handler, timeout: httpTimeout });
  }

  private task(service: Service, id: string, handler: HandlerName): HandlerFunction {
    return new HandlerFunction(this, id, { service, handler, timeout: taskTimeout });
  }

  /** The only function that may start and resume executions, and the only one that may ask for a mail. */
  private relay(service: Service, mail: MailDelivery, workflow: Workflow): void {
    const { reader } = new StreamReader(this, 'Relay', {
      service,
      handler: 'streams/relay',
      patterns: [
        {
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } }, NewImage: { status: { S: ['pending'] } } },
        },
      ],
      environment: {
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
        MAIL_QUEUE_URL: mail.queue.queueUrl,
      },
    });
    workflow.grantDrive(reader);
    workflow.grantLook(reader);
    reader.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [mail.queue.queueArn] }),
    );
  }
}

function bundleOf(bundles: readonly Bundle[], handler: HandlerName): Bundle {
  const found = bundles.find((bundle) => bundle.handler === handler);
  if (found === undefined) throw new Error(`There is no functions/handlers/${handler}.handler.ts`);
  return found;
}

/** `api/read-proposals` → `ReadProposals`. */
function constructId(handler: HandlerName): string {
  const name = handler.slice(handler.indexOf('/') + 1);
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
