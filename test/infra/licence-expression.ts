/**
 * Whether a licence, written as an SPDX expression (`(MIT OR GPL-3.0-or-later)`), can be satisfied with only the licences in
 * `allowed`. An OR needs one side, an AND needs both. A licence that is not an expression (`SEE LICENSE IN …`) is not satisfied.
 */
export function isMetBy(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  const { met, rest } = either(tokens, allowed);
  return met && rest.length === 0;
}

interface Read {
  readonly met: boolean;
  readonly rest: readonly string[];
}

function either(tokens: readonly string[], allowed: ReadonlySet<string>): Read {
  const left = both(tokens, allowed);
  if (left.rest[0] !== 'OR') return left;
  const right = either(left.rest.slice(1), allowed);
  return { met: left.met || right.met, rest: right.rest };
}

function both(tokens: readonly string[], allowed: ReadonlySet<string>): Read {
  const left = single(tokens, allowed);
  if (left.rest[0] !== 'AND') return left;
  const right = both(left.rest.slice(1), allowed);
  return { met: left.met && right.met, rest: right.rest };
}

function single([first = '', ...rest]: readonly string[], allowed: ReadonlySet<string>): Read {
  if (first !== '(') return { met: allowed.has(first), rest };
  const inner = either(rest, allowed);
  return inner.rest[0] === ')' ? { met: inner.met, rest: inner.rest.slice(1) } : { met: false, rest: inner.rest };
}
