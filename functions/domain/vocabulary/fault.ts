/** One thing that is wrong with an input: where (RFC 6901, from the root of the body), and in a sentence what is expected there. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** A JSON pointer (RFC 6901) to a place of the body; `~` and `/` of names are escaped. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The fault of one place. */
export function faultAt(path: readonly PropertyKey[], detail: string): Fault {
  return { pointer: pointerTo(path), detail };
}
