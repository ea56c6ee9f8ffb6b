/** Every message that can be logged: a code to search for, a level and a sentence. */
export const messages = {
  'request-failed': { code: 'JF001', level: 'error', says: 'An HTTP request failed. The response was 500.' },
  'request-overloaded': {
    code: 'JF002',
    level: 'warn',
    says: 'The response to an HTTP request was 503, because the store is busy.',
  },
  'issuer-unavailable': {
    code: 'JF010',
    level: 'error',
    says: 'The response to an HTTP request was 503, because the keys of a token’s issuer cannot be read.',
  },
  'request-locked': {
    code: 'JF013',
    level: 'warn',
    says: 'Five wrong codes locked a request for the rest of the day.',
  },
  'record-failed': {
    code: 'JF003',
    level: 'error',
    says: 'A record of a stream or queue failed. It will be tried again.',
  },
  'outbox-kind-unknown': {
    code: 'JF004',
    level: 'error',
    says: 'An outbox entry has a kind that this version does not know.',
  },
  'mail-rejected': {
    code: 'JF005',
    level: 'warn',
    says: 'An email address was rejected for good. Its borough is marked unreachable.',
  },
  'mail-sent': { code: 'JF008', level: 'info', says: 'An email was given to the email service.' },
  'mail-skipped': { code: 'JF009', level: 'info', says: 'An email was not sent, because it is no longer needed.' },
  'sweep-drove': { code: 'JF006', level: 'info', says: 'The sweep did the work that was due.' },
  'sweep-item-failed': {
    code: 'JF007',
    level: 'error',
    says: 'The sweep could not do a piece of work. It will try again.',
  },
  'snapshots-made': { code: 'JF012', level: 'info', says: 'Snapshots of large reports were made.' },
  'snapshot-failed': { code: 'JF011', level: 'error', says: 'A snapshot of a large report could not be made.' },
} as const satisfies Record<
  string,
  { readonly code: `JF${number}`; readonly level: 'info' | 'warn' | 'error'; readonly says: string }
>;

export type LogMessage = keyof typeof messages;
export type Log = (message: LogMessage, fields?: LogFields) => void;

/** Fields that may go with a message: our own ids, numbers and names, and an error. Never an event or a text. */
export interface LogFields {
  /** Template of the route, never its path, because a path may contain a link's token. */
  readonly route?: string;
  readonly proposal?: string;
  readonly outbox?: string;
  readonly kind?: string;
  readonly count?: number;
  readonly error?: unknown;
}

/**
 * Writes one line to the function's log, which adds time, level and request id. Writes only the fields of {@link
 * LogFields}. Of an error it writes the name, where it was thrown, and the message without possible secrets and
 * addresses.
 */
export function log(message: LogMessage, fields: LogFields = {}): void {
  const { code, level, says } = messages[message];
  const { route, proposal, outbox, kind, count, error } = fields;
  const failure = error === undefined ? {} : { error: described(error) };
  console[level]({ code, says, route, proposal, outbox, kind, count, ...failure });
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  // The first lines of a stack repeat the message.
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 10)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? {} : { cause: described(error.cause) };
  return { name: error.name, message: redacted(error.message), stack, ...cause };
}

/** Removes everything that looks like a key, token, hash or address, because a library may quote its input. */
function redacted(message: string): string {
  return message
    .replaceAll(/[^\s"'<>]+@[^\s"'<>]+/g, '[address]')
    .replaceAll(/[A-Za-z0-9_-]{32,}/g, '[secret]')
    .slice(0, 1_000);
}
