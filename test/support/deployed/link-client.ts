import { shown } from '../eventually.ts';

/** A page from a browser's view. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** The only form of a page, read from its markup. */
export interface Form {
  /** Names of all its fields. */
  readonly names: ReadonlySet<string>;
  /** Values of its radio buttons and tick boxes, by name. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** What the untouched form would send: hidden and prefilled fields, with nothing selected or ticked. */
  readonly values: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, string>>;

/** GET of a page. Redirects are not followed. */
export function openLink(link: string): Promise<Page> {
  return send(link, { method: 'GET' });
}

/** HEAD of a page. */
export function peekAtLink(link: string): Promise<Page> {
  return send(link, { method: 'HEAD' });
}

/** POST of fields as a browser sends a form, or of another body with its `content-type` in `headers`. */
export function postToLink(
  link: string,
  fields: Fields | string | Uint8Array,
  headers: Fields = { 'content-type': 'application/x-www-form-urlencoded' },
): Promise<Page> {
  const body =
    typeof fields === 'string' || fields instanceof Uint8Array ? fields : new URLSearchParams(fields).toString();
  return send(link, { method: 'POST', headers, body });
}

/**
 * Opens a link, fills in its form and sends it: only what a person with a browser can do. An unusual amount that is shown
 * back is confirmed by sending the form again (R1).
 */
export async function answerByLink(link: string, fields: Fields): Promise<Page> {
  const page = await openLink(link);
  if (page.status !== 200) throw new Error(`The page of the link answered ${page.status}: ${words(page.html)}`);
  const answer = await postToLink(link, filled(formOf(page.html), fields));
  if (!isAmountShown(answer)) return answer;
  return postToLink(link, formOf(answer.html).values);
}

/** Whether nothing is recorded yet, because the amount is first shown back. */
function isAmountShown({ status, html }: Page): boolean {
  return status === 422 && html.includes('name="confirmed"') && !html.includes('name="code"');
}

/** Follows the redirect after an answer. @throws Error if it does not lead to the same address */
export async function followed(link: string, answer: Page): Promise<Page> {
  const location = answer.headers.get('location') ?? '';
  if (answer.status !== 303 || new URL(location, link).href !== link) {
    throw new Error(`Expected 303 to the link itself, got ${answer.status} ${location}: ${words(answer.html)}`);
  }
  return openLink(link);
}

/** What a form sends with these fields filled in. @throws Error for a field or a choice that the form does not have */
export function filled(form: Form, fields: Fields): Fields {
  for (const [name, value] of Object.entries(fields)) {
    if (!form.names.has(name)) throw new Error(`The form has no field ${name}; it has ${[...form.names].join(', ')}.`);
    const choices = form.choices.get(name);
    if (choices?.includes(value) === false) throw new Error(`${name} offers ${choices.join(', ')}, not ${value}.`);
  }
  return { ...form.values, ...fields };
}

/** Reads the form of a page. @throws Error unless exactly one form posts to the page's own address */
export function formOf(html: string): Form {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const [, outer = '', inner = ''] = forms[0] ?? [];
  const attributes = attributesOf(outer);
  if (forms.length !== 1 || attributes.method !== 'post' || attributes.action !== undefined) {
    throw new Error(`Expected one form that posts to its own address: ${words(html)}`);
  }
  const names = new Set<string>();
  const choices = new Map<string, string[]>();
  const values: Record<string, string> = {};
  for (const [, tag = '', given = '', text = ''] of inner.matchAll(/<(input|textarea)\b([^>]*)>([^<]*)/g)) {
    const { name, type, value = '', checked } = attributesOf(given);
    if (name === undefined) continue;
    names.add(name);
    if (type === 'radio' || type === 'checkbox') {
      choices.set(name, [...(choices.get(name) ?? []), value]);
      if (checked !== undefined) values[name] = value;
    } else {
      values[name] = tag === 'textarea' ? unescaped(text).replace(/^\n/, '') : value;
    }
  }
  return { names, choices, values };
}

/** The text of a page, without its markup. */
export function words(html: string): string {
  const main = /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return shown(
    unescaped(main.replaceAll(/<[^>]*>/g, ' '))
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

async function send(link: string, init: RequestInit): Promise<Page> {
  const response = await fetch(link, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

function attributesOf(given: string): Readonly<Record<string, string | undefined>> {
  const found = [...given.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(text: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", '#x27': "'" };
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => names[name] ?? whole);
}
