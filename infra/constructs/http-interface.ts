import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpHandlerName, type Route, routes, shareOfThrottle } from '../gateway-routes.ts';
import type { Settings } from '../settings.ts';
import type { HandlerFunction } from './handler-function.ts';
import { alarmPeriod, type OperatorAlarms } from './operator-alarms.ts';

/**
 * What is logged of a request: the route's template and not its path, because the path of a link contains its token. The caller's
 * address is not logged. The parts are API Gateway's own variables.
 */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    protocol: '$context.protocol',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationLatency: '$context.integrationLatency',
    integrationError: '$context.integration.error',
  }),
);

/**
 * The public HTTP API. It has no authorizer: the functions check keys and links, because the gateway could take only one kind of
 * credential and answers 401 in its own format.
 */
export class HttpInterface extends Construct {
  readonly api: HttpApi;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  private readonly stage: CfnStage;
  private readonly throttle: Settings['throttle'];

  constructor(scope: Construct, id: string, props: { readonly settings: Settings; readonly alarms: OperatorAlarms }) {
    super(scope, id);
    const { settings, alarms } = props;
    this.throttle = settings.throttle;
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      disableExecuteApiEndpoint: settings.address.kind === 'domain',
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        'Keys, tokens and links are checked in the functions by one default-deny table (functions/http/authorise).',
    });
    const stage = this.ownStage(settings);
    this.stage = stage.node.defaultChild as CfnStage;
    this.baseUrl = this.addressOf(settings, stage);
    alarms.add(this, 'Faults', {
      says: 'The API answered 5xx five times in five minutes.',
      article: 'api-faults',
      metric: this.api.metricServerError({ period: alarmPeriod, statistic: 'Sum' }),
      atLeast: 5,
    });
  }

  /** Sends the routes of a handler (infra/gateway-routes.ts) to its function. */
  serve(handler: HttpHandlerName, fn: HandlerFunction): void {
    const integration = new HttpLambdaIntegration(`${handler}Integration`, fn.lambda, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      // One permission per function, because one per route would fill the function's policy.
      scopePermissionToRoute: false,
    });
    for (const route of routes[handler].routes) {
      const added = new HttpRoute(this, route, { httpApi: this.api, routeKey: routeKeyOf(route), integration });
      const share = shareOfThrottle[routes[handler].class];
      this.stage.addPropertyOverride(`RouteSettings.${escapeDots(route)}`, {
        ThrottlingRateLimit: Math.max(1, Math.round(this.throttle.rate * share)),
        ThrottlingBurstLimit: Math.max(1, Math.round(this.throttle.burst * share)),
      });
      // The stage refuses settings of a route that does not exist yet.
      this.stage.node.addDependency(added);
    }
  }

  private ownStage(settings: Settings): HttpStage {
    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.throttle.rate, burstLimit: settings.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLog },
    });
  }

  private addressOf({ address }: Settings, stage: HttpStage): string {
    switch (address.kind) {
      case 'front-door':
        return address.url;
      case 'aws':
        return this.api.apiEndpoint;
      case 'domain': {
        const certificate = Certificate.fromCertificateArn(this, 'Certificate', address.certificateArn);
        const domainName = new DomainName(this, 'Domain', { domainName: address.name, certificate });
        new ApiMapping(this, 'Mapping', { api: this.api, domainName, stage });
        new CfnOutput(Stack.of(this), 'DomainTarget', { value: domainName.regionalDomainName });
        return `https://${address.name}`;
      }
    }
  }
}

function routeKeyOf(route: Route): HttpRouteKey {
  if (route === '$default') return HttpRouteKey.DEFAULT;
  const [method, path] = route.split(' ') as [HttpMethod, string];
  return HttpRouteKey.with(path, method);
}

/** A property override uses dots for levels. */
function escapeDots(route: Route): string {
  return route.replaceAll('.', '\\.');
}
