import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle.ts';
import { CodeKey } from '../constructs/code-key.ts';
import { HandlerFunction } from '../constructs/handler-function.ts';
import { HttpInterface } from '../constructs/http-interface.ts';
import { MailDelivery } from '../constructs/mail-delivery.ts';
import { OperatorAlarms } from '../constructs/operator-alarms.ts';
import { SnapshotSchedule } from '../constructs/snapshot-schedule.ts';
import { StreamReader } from '../constructs/stream-reader.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { Workflow } from '../constructs/workflow.ts';
import type { HandlerVariables } from '../environment-variables.ts';
import type { HttpHandlerName } from '../gateway-routes.ts';
import type { Service } from '../service.ts';
import type { Settings } from '../settings.ts';
import type { HandlerName } from '../table-access.ts';
import type { StoreStack } from './store.ts';

const definitionFile = join(import.meta.dirname, '..', '..', 'workflows', 'joint-funding', 'definition.asl.json');
/** The gateway waits 30 seconds. One second less lets a function answer for itself. */
const httpTimeout = Duration.seconds(29);
const taskTimeout = Duration.minutes(1);

type TaskName = 'tasks/open-sign-off' | 'tasks/open-review' | 'tasks/open-confirming' | 'tasks/settle';
/** Of the workflow's definition. */
type Placeholder =
  | 'OpenSignOffFunctionArn'
  | 'OpenReviewFunctionArn'
  | 'OpenConfirmingFunctionArn'
  | 'SettleFunctionArn';

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly store: StoreStack;
  readonly bundles: readonly Bundle[];
}

/** All that can be deleted and made again from the store: functions, API, workflow, queues, schedule. */
export class ServiceStack extends Stack {
  /** What its constructs know about each other. */
  readonly parts: Service;
  /** The functions for the placeholders of the workflow's definition. */
  readonly tasks: Readonly<Record<Placeholder, HandlerFunction>>;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { settings, store, bundles } = props;
    const alarms = new OperatorAlarms(this, 'Alarms', { address: settings.alarmAddress });
    const http = new HttpInterface(this, 'Http', { settings, alarms });
    const codeKey = new CodeKey(this, 'Codes');
    const service: Service = {
      settings,
      alarms,
      table: store.table,
      codeKey,
      snapshots: store.snapshots,
      baseUrl: http.baseUrl,
      variables: {
        table: { TABLE_NAME: store.table.tableName, ENVIRONMENT: settings.environment },
        codes: { CODE_KEY_ID: codeKey.key.keyId },
        redrive: { REDRIVE_SECONDS: String(settings.redriveSeconds) },
        callers: { OIDC_ISSUERS: JSON.stringify(settings.oidc) },
        address: { BASE_URL: http.baseUrl },
        shortResponses: { ALLOW_SHORT_RESPONSES: settings.allowShortResponses ? 'true' : 'false' },
        stages: { STAGES: settings.stages ? 'true' : 'false' },
      },
      bundleOf: (handler) => bundleOf(bundles, handler),
    };
    this.parts = service;

    this.httpFunctions(service, http);
    const reports = this.reports(service, http);
    const snapshotting = new SnapshotSchedule(this, 'Snapshotting', { service });
    snapshotting.grantRead(reports, service);
    const mail = new MailDelivery(this, 'Mail', { service, identityArns: store.mailArns });
    this.tasks = {
      OpenSignOffFunctionArn: this.task(service, 'OpenSignOff', 'tasks/open-sign-off'),
      OpenReviewFunctionArn: this.task(service, 'OpenReview', 'tasks/open-review'),
      OpenConfirmingFunctionArn: this.task(service, 'OpenConfirming', 'tasks/open-confirming'),
      SettleFunctionArn: this.task(service, 'Settle', 'tasks/settle'),
    };
    const workflow = new Workflow(this, 'JointFunding', { service, definitionFile, tasks: this.tasks });
    this.relay(service, mail, workflow);
    new StreamReader(this, 'Project', {
      service,
      handler: 'streams/project',
      environment: service.variables.table,
      patterns: [{ dynamodb: { Keys: { pk: { S: [{ prefix: 'PROPOSAL#' }, { prefix: 'BUDGET#' }] } } } }],
      // The effects of one request come within seconds. Gathered, an ending and its settlement change the rows once instead of 35 times.
      gathers: Duration.seconds(5),
    });
    const { sweep } = new SweepSchedule(this, 'Sweeping', {
      service,
      environment: {
        ...service.variables.table,
        ...service.variables.redrive,
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
      },
    });
    workflow.grantLook(sweep);
    // Read by infra/local and infra/commands.
    new CfnOutput(this, 'ApiId', { value: http.api.apiId });
    new CfnOutput(this, 'BaseUrl', { value: http.baseUrl });
    new CfnOutput(this, 'SnapshotBucket', { value: store.snapshots.bucketName });
    new CfnOutput(this, 'SnapshotFunction', { value: snapshotting.maker.lambda.functionName });
    new CfnOutput(this, 'SweepFunction', { value: sweep.lambda.functionName });
    new CfnOutput(this, 'TableName', { value: store.table.tableName });
  }

  private httpFunctions(service: Service, http: HttpInterface): void {
    const { table, callers, codes, redrive, address, shortResponses, stages } = service.variables;
    const add = <H extends HttpHandlerName>(id: string, handler: H, environment: HandlerVariables[H]) => {
      const fn = new HandlerFunction(this, id, { service, handler, environment, timeout: httpTimeout });
      http.serve(handler, fn);
      return fn;
    };
    add('Proposals', 'api/proposals', { ...table, ...callers, ...redrive, ...address, ...shortResponses, ...stages });
    add('ReadProposals', 'api/read-proposals', { ...table, ...callers, ...address });
    add('Secretariat', 'api/secretariat', { ...table, ...callers, ...redrive });
    add('Appraisals', 'api/appraisals', { ...table, ...callers, ...shortResponses, ...stages });
    add('Administration', 'api/administration', { ...table, ...callers, ...address, ...shortResponses });
    add('Public', 'api/public', { ENVIRONMENT: table.ENVIRONMENT, ...address });
    add('ReadLink', 'links/read-link', table);
    const answering = add('AnswerLink', 'links/answer-link', { ...table, ...codes, ...redrive });
    service.codeKey.grantMacs(answering);
  }

  /** Has its own function with limited concurrency, so that many reports at once leave room for answers. */
  private reports(service: Service, http: HttpInterface): HandlerFunction {
    const { settings, snapshots, variables } = service;
    const address =
      settings.address.kind === 'front-door'
        ? // Not the API's origin, as on AWS: clients then leave their credentials behind when they follow.
          `${settings.address.url.replace('127.0.0.1', 'localhost')}/snapshots`
        : `https://${snapshots.bucketRegionalDomainName}`;
    const reports = new HandlerFunction(this, 'Reports', {
      service,
      handler: 'api/reports',
      timeout: httpTimeout,
      atOnce: settings.reportsAtOnce,
      environment: {
        ...variables.table,
        ...variables.callers,
        SNAPSHOT_ADDRESS: address,
        SNAPSHOT_SECONDS: String(Duration.minutes(settings.snapshotMinutes).toSeconds()),
      },
    });
    http.serve('api/reports', reports);
    return reports;
  }

  private task<H extends TaskName>(service: Service, id: string, handler: H): HandlerFunction<H> {
    const environment: HandlerVariables[TaskName] = { ...service.variables.table, ...service.variables.redrive };
    return new HandlerFunction(this, id, { service, handler, environment, timeout: taskTimeout });
  }

  /** The only function that may start and resume executions, and the only one that may queue emails. */
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
        ...service.variables.table,
        STATE_MACHINE_ARN: workflow.stateMachine.stateMachineArn,
        MAIL_QUEUE_URL: mail.queue.queueUrl,
      },
    });
    reader.alarmOnCode(service.alarms, 'JF004', {
      says: 'The relay met an outbox entry of a kind it does not know.',
      article: 'outbox-kind-unknown',
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
