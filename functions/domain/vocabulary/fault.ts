/**
 * One thing that is wrong with an input: where it is (RFC 6901, from the root of the body), and a sentence that says
 * what is expected there.
 */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** A JSON pointer (RFC 6901) to a place in the body, with `~` and `/` in names escaped. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The fault at one place. */
export function faultAt(path: readonly PropertyKey[], detail: string): Fault {
  return { pointer: pointerTo(path), detail };
}
