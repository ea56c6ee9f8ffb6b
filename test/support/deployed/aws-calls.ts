import { shown } from '../eventually.ts';

/** Direct calls of the local AWS, to see what it contains. It needs no signature. */
export class AwsCalls {
  private readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  /** One call of a service that speaks JSON, such as `DynamoDB_20120810.Scan`. */
  async call<T>(target: string, body: unknown): Promise<T> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${target} answered ${response.status}: ${shown(text)}`);
    return JSON.parse(text) as T;
  }

  /** Every item of a paged call: `items` takes them from a page, and `next` makes the body for the next page. */
  async every<Page, Item>(
    target: string,
    body: Readonly<Record<string, unknown>>,
    items: (page: Page) => readonly Item[],
    next: (page: Page) => Readonly<Record<string, unknown>> | undefined,
  ): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let asked: Readonly<Record<string, unknown>> | undefined = body; asked !== undefined; ) {
      const page: Page = await this.call<Page>(target, asked);
      found.push(...items(page));
      const more = next(page);
      asked = more && { ...body, ...more };
    }
    return found;
  }

  /** One of the emulator's own pages, such as `/_ministack/sqs/messages`. */
  async page(path: string): Promise<string> {
    const response = await fetch(this.endpoint + path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  }

  /** Invokes a function and waits for its result. @throws Error if the function failed */
  async invoke<T>(functionName: string): Promise<T> {
    const path = `/2015-03-31/functions/${functionName}/invocations`;
    const response = await fetch(this.endpoint + path, { method: 'POST', body: '{}' });
    const text = await response.text();
    if (!response.ok || response.headers.has('x-amz-function-error')) {
      throw new Error(`${functionName} failed: ${shown(text)}`);
    }
    return JSON.parse(text) as T;
  }
}
