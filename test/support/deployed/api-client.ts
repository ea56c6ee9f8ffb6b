import { shown } from '../eventually.ts';

/** A complete response of the HTTP API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Call {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Sent as JSON. `bytes` are sent unchanged. */
  readonly body?: unknown;
  readonly bytes?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API as one caller sees it. */
export class ApiClient {
  private readonly baseUrl: string;
  private readonly key: string | null;

  /** `key` null: a caller without any credential. */
  constructor(baseUrl: string, key: string | null) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  async call(path: string, call: Call = {}): Promise<Answer> {
    const { method = 'GET', body, bytes, headers = {} } = call;
    const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.baseUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }),
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Like {@link call}, for a call that must succeed. @throws Error with the whole response otherwise */
  async must(path: string, call: Call = {}): Promise<Answer> {
    const answer = await this.call(path, call);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${call.method ?? 'GET'} ${path} answered ${answer.status}: ${shown(answer.text)}`);
    }
    return answer;
  }
}

/** A problem of RFC 9457 from the API (docs/rules.md, HTTP interface). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly traceId: string;
}

/** The body of a JSON response. */
export function jsonOf<T>(answer: Answer): T {
  try {
    return JSON.parse(answer.text) as T;
  } catch {
    throw new Error(`Expected JSON, got ${answer.status}: ${shown(answer.text)}`);
  }
}

/** The problem in a response. @throws Error if it is not a complete problem */
export function problemOf(answer: Answer): Problem {
  const type = answer.headers.get('content-type') ?? '';
  const problem = type.startsWith('application/problem+json') ? jsonOf<Problem>(answer) : null;
  const whole =
    problem !== null &&
    problem.status === answer.status &&
    [problem.type, problem.title, problem.detail, problem.traceId].every((part) => typeof part === 'string' && part);
  if (!whole) throw new Error(`Expected a problem, got ${answer.status} ${type}: ${shown(answer.text)}`);
  return problem;
}
