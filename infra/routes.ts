import type { HandlerName } from './access.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
export type Route = `${Method} /${string}` | '$default';

/**
 * How much of the stage's throttle a route may take: reads of pages and lists, writes of keys and links, and the costly reports
 * are limited apart, so that none of them starves the others.
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

/** The HTTP interface: which function answers which route, and in which class it is throttled. */
export const routes = {
  'api/proposals': {
    class: 'write',
    routes: ['POST /v1/proposals', 'PUT /v1/proposals/{id}', 'POST /v1/proposals/{id}/withdrawal'],
  },
  'api/read-proposals': {
    class: 'read',
    // HEAD stands beside each GET, everywhere: without a route of its own it would get 404.
    routes: [
      'GET /v1/proposals',
      'HEAD /v1/proposals',
      'GET /v1/proposals/{id}',
      'HEAD /v1/proposals/{id}',
      'GET /v1/proposals/{id}/events',
      'HEAD /v1/proposals/{id}/events',
    ],
  },
  'api/secretariat': {
    class: 'administration',
    routes: [
      'POST /v1/proposals/{id}/extension',
      'POST /v1/proposals/{id}/revocations',
      'POST /v1/proposals/{id}/resumption',
    ],
  },
  'api/appraisals': {
    class: 'write',
    routes: ['POST /v1/appraisals', 'GET /v1/parameter-sets', 'HEAD /v1/parameter-sets'],
  },
  'api/administration': {
    class: 'administration',
    routes: [
      'PUT /v1/boroughs/{gss}',
      'GET /v1/boroughs/{gss}',
      'HEAD /v1/boroughs/{gss}',
      'GET /v1/boroughs',
      'HEAD /v1/boroughs',
      'PUT /v1/boroughs/{gss}/budgets/{fy}',
      'GET /v1/boroughs/{gss}/budgets/{fy}',
      'HEAD /v1/boroughs/{gss}/budgets/{fy}',
      'PUT /v1/schemes/{name}',
      'GET /v1/schemes/{name}',
      'HEAD /v1/schemes/{name}',
      'GET /v1/schemes',
      'HEAD /v1/schemes',
      'POST /v1/keys',
      'GET /v1/keys',
      'HEAD /v1/keys',
      'DELETE /v1/keys/{id}',
    ],
  },
  'api/reports': {
    class: 'report',
    routes: [
      'GET /v1/reports/roi',
      'HEAD /v1/reports/roi',
      'GET /v1/reports/contributions',
      'HEAD /v1/reports/contributions',
      'GET /v1/reports/benefits',
      'HEAD /v1/reports/benefits',
      'GET /v1/reports/pipeline',
      'HEAD /v1/reports/pipeline',
    ],
  },
  'api/public': {
    class: 'read',
    routes: ['GET /health', 'HEAD /health', 'GET /openapi.json', 'HEAD /openapi.json', '$default'],
  },
  'links/read-link': {
    class: 'page',
    // Mail scanners use HEAD.
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
} as const satisfies Partial<Record<HandlerName, { class: RouteClass; routes: readonly Route[] }>>;

/** A handler that answers HTTP. */
export type HttpHandlerName = keyof typeof routes;
