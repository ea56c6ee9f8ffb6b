import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import { formatPounds, largestAmount, type Pence } from '../../domain/vocabulary/money.ts';
import { amountFields } from '../../schemas/words/vocabulary.ts';

/** The largest body in bytes, as sent: 256 KB. */
export const largestBody = 262_144;
/** No accepted body is this deep. The limit protects every function that walks a body. */
const deepest = 32;
/** In characters. Members of accepted bodies have shorter names. */
const longestName = 100;

export interface SentBody {
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

export type ReadJson =
  /**
   * `faults` names members that appear twice in an object, because nobody can know which one is meant, and amounts that
   * have a decimal point or an exponent.
   */
  | { readonly kind: 'json'; readonly value: unknown; readonly text: string; readonly faults: readonly Fault[] }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json'; readonly why: string };

/**
 * Reads a body as the gateway passes it: base64 or text. Refuses more than 256 KB, bytes that are not UTF-8, text that
 * is not JSON, and more than 32 levels.
 */
export function readJson({ body = '', isBase64Encoded = false }: SentBody): ReadJson {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largestBody) return { kind: 'too-large' };
  const text = isBase64Encoded ? decoded(bytes) : intact(body);
  if (text === undefined) return notJson('The body is not UTF-8. Send JSON in UTF-8.');
  if (/^\s*$/.test(text)) return notJson('The body is empty. Send JSON.');
  const value = parsed(text);
  if (value instanceof SyntaxError) return notJson(`The body is not valid JSON: it cannot be read${placeOf(value)}.`);
  const { depth, faults } = membersOf(text);
  return depth > deepest
    ? notJson(`Expected JSON of at most ${deepest} levels.`)
    : { kind: 'json', value, text, faults };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** Where the parser stopped. The parser's own message would quote the body. */
function placeOf({ message }: SyntaxError): string {
  const place = /at position \d+(?: \(line \d+ column \d+\))?/.exec(message)?.[0];
  return place === undefined ? '' : ` ${place}`;
}

function notJson(why: string): ReadJson {
  return { kind: 'not-json', why };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A gateway replaces bytes that are not UTF-8 by U+FFFD. Nobody means to send that character. */
function intact(text: string): string | undefined {
  return text.includes('\ufffd') ? undefined : text.replace(/^\ufeff/, '');
}

type Level =
  | { readonly kind: 'object'; readonly names: Set<string>; name: string; expectsName: boolean }
  | { readonly kind: 'list'; index: number };

/**
 * How deep a JSON text goes, which members it names twice, and which amounts it writes as decimals. `JSON.parse` cannot
 * tell: it keeps the second of two members, and reads 45000.00 as 45000. Stops looking below the deepest level.
 */
function membersOf(text: string): { readonly depth: number; readonly faults: readonly Fault[] } {
  const levels: Level[] = [];
  const faults: Fault[] = [];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|-?\d[\d.eE+-]*/g)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ kind: 'object', names: new Set(), name: '', expectsName: true });
    else if (token === '[') levels.push({ kind: 'list', index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (/^[-\d]/.test(token)) faults.push(...decimalFaults(levels, token));
    else if (level !== undefined && isNamedTwice(level, token)) faults.push(twice(levels));
    if (levels.length > deepest) break;
  }
  return { depth: levels.length, faults };
}

/** Follows a comma or a text within a level. True if it is a name that this object already has. */
function isNamedTwice(level: Level, token: string): boolean {
  if (level.kind === 'list') {
    if (token === ',') level.index += 1;
    return false;
  }
  if (token === ',' || !level.expectsName) {
    level.expectsName = token === ',';
    return false;
  }
  level.expectsName = false;
  level.name = String(JSON.parse(token));
  const before = level.names.has(level.name);
  level.names.add(level.name);
  return before;
}

/** A whole amount of pence has no decimal point and no exponent. The suggestion takes it for pounds, if it can be that. */
function decimalFaults(levels: readonly Level[], number: string): readonly Fault[] {
  const level = levels.at(-1);
  if (level?.kind !== 'object' || !amountFields.has(level.name) || !/[.eE]/.test(number)) return [];
  const pence = penceOf(number);
  const meant =
    pence === null
      ? 'Expected a whole number, such as 4500000 for £45,000.'
      : `did you mean ${pence} for ${formatPounds(pence)}?`;
  return [faultAt(pathTo(levels), `Amounts are whole pence${pence === null ? '. ' : ': '}${meant}`)];
}

/** A decimal of pounds in pence; null if it is below a penny, has an exponent, or is not an amount that can be sent. */
function penceOf(number: string): Pence | null {
  const [, pounds, decimals = ''] = /^(\d{1,10})\.(\d*?)0*$/.exec(number) ?? [];
  if (pounds === undefined || decimals.length > 2) return null;
  const pence = Number(`${pounds}${decimals.padEnd(2, '0')}`);
  return pence >= 1 && pence <= largestAmount ? pence : null;
}

/** Points at the member, or as near to it as short names go: a response must not grow with the names of the request. */
function twice(levels: readonly Level[]): Fault {
  return faultAt(pathTo(levels), 'This field is there twice. Send it once.');
}

function pathTo(levels: readonly Level[]): readonly (string | number)[] {
  const path = levels.map((level) => (level.kind === 'object' ? level.name : level.index));
  const tooLong = path.findIndex((part) => String(part).length > longestName);
  return tooLong < 0 ? path : path.slice(0, tooLong);
}
