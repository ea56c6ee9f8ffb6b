import type { ServingHandler } from '../functions/http/operations/define-operation.ts';
import { openOperations, operations } from '../functions/http/operations/operations.ts';
import type { HandlerName } from './table-access.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
export type Route = `${Method} /${string}` | '$default';

/**
 * How much of the throttle a route may use. Reads of pages and lists, writes of keys and links, and the costly reports have
 * separate limits, so that none of them blocks the others.
 */
export type RouteClass = 'page' | 'read' | 'write' | 'administration' | 'report';

/** A share of the environment's rate and burst (settings.throttle). */
export const shareOfThrottle = {
  page: 1,
  read: 0.8,
  write: 0.5,
  administration: 0.8,
  report: 0.2,
} as const satisfies Record<RouteClass, number>;

/** Which function serves which routes of the gateway, and their class of throttling. An operation names its own function. */
export const routes = {
  'api/proposals': { class: 'write', routes: routesOf('api/proposals') },
  'api/read-proposals': { class: 'read', routes: routesOf('api/read-proposals') },
  'api/secretariat': { class: 'administration', routes: routesOf('api/secretariat') },
  'api/appraisals': { class: 'write', routes: routesOf('api/appraisals') },
  'api/administration': { class: 'administration', routes: routesOf('api/administration') },
  'api/reports': { class: 'report', routes: routesOf('api/reports') },
  'api/public': { class: 'read', routes: [...routesOf('api/public'), '$default'] },
  'links/read-link': {
    class: 'page',
    // Email scanners use HEAD.
    routes: [
      'GET /d/{token}',
      'HEAD /d/{token}',
      'GET /t/{token}',
      'HEAD /t/{token}',
      'GET /assets/{file}',
      'HEAD /assets/{file}',
    ],
  },
  'links/answer-link': { class: 'write', routes: ['POST /d/{token}'] },
} as const satisfies Partial<Record<HandlerName, ThrottledRoutes>> & Record<ServingHandler, ThrottledRoutes>;

interface ThrottledRoutes {
  readonly class: RouteClass;
  readonly routes: readonly Route[];
}

/** A handler that serves HTTP. */
export type HttpHandlerName = keyof typeof routes;

/** The routes of the operations that this handler serves. Each GET also has HEAD, which would otherwise get 404. */
function routesOf(handler: ServingHandler): readonly Route[] {
  return [...Object.values(operations), ...Object.values(openOperations)]
    .filter((operation) => operation.handler === handler)
    .flatMap(({ method, path }): Route[] =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    );
}
