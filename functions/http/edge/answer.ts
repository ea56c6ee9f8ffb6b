/** What an operation answers; the edge makes bytes and headers of it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: an answer without a body. */
  readonly content?: Content;
  /** The version, or another tag, of what is shown, for `ETag` and `If-Match`; absent: on a read, the hash of the content. */
  readonly version?: number | string;
}

export type Content =
  | { readonly kind: 'json' | 'problem'; readonly value: unknown }
  /** A text of any kind, `type` with its charset; or JSON that is text already. */
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'bytes'; readonly type: string; readonly bytes: Uint8Array };

/** 200 with JSON. */
export function ok(value: unknown, version?: number | string): Answer {
  return { status: 200, content: { kind: 'json', value }, ...(version === undefined ? {} : { version }) };
}

/** 201 with JSON and where it is. */
export function created(value: unknown, location: string, version?: number | string): Answer {
  return { ...ok(value, version), status: 201, headers: { location } };
}
