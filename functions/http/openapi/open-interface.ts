import { ok } from '../edge/answer.ts';
import { type EdgeDependencies, edge, type GatewayHandler } from '../edge/edge.ts';
import { routeFinder } from '../edge/find-route.ts';
import type { OpenOperation } from '../operations/define-operation.ts';
import { openOperations, operations } from '../operations/operations.ts';
import { openApiDocument } from './document.ts';

/** Addresses of pages, which other functions serve. They are listed so that another method on them is 405. */
const pages = [
  { method: 'GET', path: '/d/{token}' },
  { method: 'POST', path: '/d/{token}' },
  { method: 'GET', path: '/t/{token}' },
  { method: 'GET', path: '/assets/{file}' },
] as const satisfies readonly Pick<OpenOperation, 'method' | 'path'>[];

/** Serves what anyone may read, and responds 404 or 405 for every path that no other function serves. */
export function openInterface(deps: EdgeDependencies & { readonly baseUrl: string }): GatewayHandler {
  const document = openApiDocument(deps.baseUrl);
  const routes = [
    { operation: openOperations.health, answer: ok({ status: 'ok' }) },
    { operation: openOperations.openapi, answer: ok(document) },
  ];
  const find = routeFinder(routes, [...Object.values(operations), ...Object.values(openOperations), ...pages]);
  return edge(deps, async (event) => {
    const routed = find(event.requestContext.http.method, event.rawPath);
    return 'status' in routed ? routed : routed.route.answer;
  });
}
