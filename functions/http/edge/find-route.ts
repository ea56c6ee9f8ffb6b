import type { OpenOperation } from '../operations/define-operation.ts';
import type { Answer } from './answer.ts';
import { problem } from './problem.ts';

type Addressed = Pick<OpenOperation, 'method' | 'path'>;

/** The decoded values of the path parameters in braces. */
export type Parts = Readonly<Record<string, string>>;

export interface Routed<R> {
  readonly route: R;
  readonly parts: Parts;
}

/**
 * Finds the route for a method and path; HEAD uses the route of GET. An unknown path is 404. A path that has other
 * methods in `known` is 405 with `Allow`.
 */
export function routeFinder<R extends { readonly operation: Addressed }>(
  routes: readonly R[],
  known: readonly Addressed[],
): (method: string, path: string) => Routed<R> | Answer {
  const compiled = routes.map((route) => ({ route, ...route.operation, parse: parserOf(route.operation.path) }));
  const others = known.map(({ method, path }) => ({ method, parse: parserOf(path) }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { route, method: own, parse } of compiled) {
      const parts = own === wanted ? parse(path) : undefined;
      if (parts !== undefined) return { route, parts };
    }
    const methods = others.filter(({ parse }) => parse(path) !== undefined).map((other) => other.method);
    if (methods.length === 0 || methods.includes(wanted as never))
      return problem('not-found', 'There is no resource at this path.');
    const allow = [...new Set(methods.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : each)))].join(', ');
    return problem('method-not-allowed', `This resource allows ${allow}.`, { headers: { allow } });
  };
}

/** Reads a path by a template such as `/v1/boroughs/{code}`; undefined if the path does not match. */
function parserOf(template: string): (path: string) => Parts | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const escaped = template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)');
  const form = new RegExp(`^${escaped}$`);
  return (path) => {
    const values = form.exec(path)?.slice(1).map(decoded);
    if (values === undefined || values.includes(undefined)) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
