import type { FieldFault, FormValues } from '../application/views/answer-result.ts';
import { longest, text } from '../schemas/words/text.ts';

/** A posted form: the values of its fields, or why it cannot be read. */
export type PostedForm =
  | { readonly kind: 'form'; readonly values: FormValues; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'malformed' | 'too-large' | 'unsupported' };

/** The long texts, with the name that the page gives each. */
const texts: Readonly<Record<string, string>> = {
  comment: 'Your reasons',
  rejected: 'Alternatives you rejected',
  conditions: 'Conditions',
  interest: 'Your interest',
};
const known =
  /^(?:answer|upTo|confirmed|comment|rejected|conditions|interest|keyDecision|noticeReference|noticeDate|declaration|revisionHash|replaces|code|pledge-(?:[1-9]|[1-9]\d))$/;
const Text = text(longest.text);

/** Bytes of all names and values together. All texts at their limits, with four bytes per character, still fit. */
const maxBytes = 64 * 1024;
/** Three characters per byte if everything is escaped as `%F0`. */
const maxEscaped = 3 * maxBytes;

/**
 * Reads a form as browsers send it: `application/x-www-form-urlencoded` in UTF-8. `body` may be base64, because the
 * HTTP API encodes anything that it does not know as text. Empty fields are absent, line breaks are line feeds, texts
 * are NFC.
 *
 * A text that may not be recorded (docs/rules.md, Limits) is a fault of its field. Broken escapes, bytes that are not
 * UTF-8, and repeated or unknown fields make the form `malformed`.
 */
export function readForm(contentType: string | undefined, body: string, isBase64: boolean): PostedForm {
  if (!/^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '')) {
    return { kind: 'unsupported' };
  }
  if (body.length > (isBase64 ? Math.ceil(maxEscaped / 3) * 4 : maxEscaped)) return { kind: 'too-large' };
  const escaped = isBase64 ? decodedBase64(body) : body;
  const pairs = escaped === null ? null : pairsOf(escaped);
  if (pairs === null) return { kind: 'malformed' };
  if (bytesOf(pairs) > maxBytes) return { kind: 'too-large' };
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) return { kind: 'malformed' };
  return pairs.every(isOfTheForm) ? checked(pairs) : { kind: 'malformed' };
}

type Pair = readonly [name: string, value: string];

/** A known field, and short unless it is a long text: an answer is a word, a hash 64 digits, an amount a dozen. */
function isOfTheForm([name, value]: Pair): boolean {
  return known.test(name) && (texts[name] !== undefined || value.length <= 100);
}

function checked(pairs: readonly Pair[]): PostedForm {
  const faults: FieldFault[] = [];
  const values: Record<string, string> = {};
  for (const [name, typed] of pairs) {
    const value = typed.replaceAll(/\r\n?/g, '\n').trim();
    if (value === '') continue;
    const label = texts[name];
    const parsed = label === undefined ? undefined : Text.safeParse(value);
    values[name] = parsed?.success === true ? parsed.data : value;
    const issues = parsed?.success === false ? parsed.error.issues : [];
    faults.push(...issues.map(({ message }) => ({ field: name, message: `${label}: ${lowerFirst(message)}` })));
  }
  return { kind: 'form', values, faults };
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** The bytes as a string of UTF-8 text; null if they are not base64 or not UTF-8. */
function decodedBase64(body: string): string | null {
  try {
    return fromUtf8(atob(body));
  } catch {
    return null;
  }
}

/** null if an escape is broken or the bytes are not UTF-8. */
function pairsOf(escaped: string): Pair[] | null {
  const pairs = escaped
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [unescaped(name), unescaped(value)] as const;
    });
  return pairs.every((pair): pair is Pair => pair[0] !== null && pair[1] !== null) ? pairs : null;
}

function unescaped(part: string): string | null {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** Throws if the bytes, one per character, are not UTF-8. */
function fromUtf8(bytes: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
  );
}

function bytesOf(pairs: readonly Pair[]): number {
  const encoder = new TextEncoder();
  return pairs.reduce((sum, pair) => sum + encoder.encode(pair.join('')).length, 0);
}
