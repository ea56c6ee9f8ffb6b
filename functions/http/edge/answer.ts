/** The response of an operation. The edge turns it into bytes and headers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent for a response without a body. */
  readonly content?: Content;
  /** The version or tag for `ETag` and `If-Match`. Absent on a read means the hash of the content. */
  readonly version?: number | string;
}

export type Content =
  | { readonly kind: 'json' | 'problem'; readonly value: unknown }
  /** `type` includes the charset. The text may be JSON that is already serialised. */
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'bytes'; readonly type: string; readonly bytes: Uint8Array };

/** 200 with JSON. */
export function ok(value: unknown, version?: number | string): Answer {
  return { status: 200, content: { kind: 'json', value }, ...(version === undefined ? {} : { version }) };
}

/** 201 with JSON and the location of what was created. */
export function created(value: unknown, location: string, version?: number | string): Answer {
  return { ...ok(value, version), status: 201, headers: { location } };
}
