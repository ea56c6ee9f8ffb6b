import * as z from 'zod/mini';

/** What is wrong with a value, as far as a schema's message needs to know. */
interface Issue {
  readonly code?: string;
  readonly input?: unknown;
}

/**
 * The message of a schema for a value that is missing or of another type.
 *
 * @example z.string(expected('a text')) // "Required: a text." or "Expected a text, not a number."
 */
export function expected(what: string): { readonly error: (issue: Issue) => string } {
  return {
    error: ({ input }) => (input === undefined ? `Required: ${what}.` : `Expected ${what}, not ${kindOf(input)}.`),
  };
}

/** One of a few words. */
export function word<const W extends readonly [string, ...string[]]>(words: W) {
  const what = `one of ${words.map((each) => `"${each}"`).join(', ')}`;
  return z.enum(words, {
    error: ({ input }) => (input === undefined ? `Required: ${what}.` : `Expected ${what}.`),
  });
}

/** An object with only these members; each other member is a fault of its own. */
export function record<S extends Record<string, z.ZodMiniType>>(what: string, shape: S) {
  const names = Object.keys(shape).join(', ');
  const { error } = expected(what);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `Unknown field. Allowed fields: ${names}.` : error(issue)),
  });
}

/** From `least` to `most` items. The items are checked even if their number is wrong. */
export function list<S extends z.ZodMiniType>(items: S, least: number, most: number, what: string) {
  const sentence = `Expected ${least} to ${most} ${what}.`;
  return z
    .array(items, expected(`a list of ${what}`))
    .check(z.minLength(least, { error: sentence }), z.maxLength(most, { error: sentence }));
}

/**
 * A text that passes `why`; each sentence that `why` returns is a fault of its own. `schema` is added to `type` in the
 * OpenAPI document.
 */
export function textThat(what: string, why: (text: string) => readonly string[], schema: Record<string, unknown>) {
  return z.string(expected(what)).check(
    z.check((payload) => {
      for (const message of why(payload.value)) {
        payload.issues.push({ code: 'custom', message, input: payload.value, continue: true });
      }
    }),
    z.meta(schema),
  );
}

/** A whole number from `least` to `most`; −0 is read as 0. */
export function wholeNumber(least: number, most: number, unit = '') {
  const what = `a whole number${unit} from ${inWords(least)} to ${inWords(most)}`;
  return z.number(expected(what)).check(
    z.overwrite((value) => value + 0),
    z.refine((value) => Number.isSafeInteger(value) && value >= least && value <= most, { error: `Expected ${what}.` }),
    z.meta({ type: 'integer', minimum: least, maximum: most }),
  );
}

/** A number from `least` to `most` with at most six decimals, so that exact arithmetic with it stays small. */
export function decimalNumber(least: number, most: number) {
  const what = `a number from ${least} to ${most} with at most six decimals`;
  return z.number(expected(what)).check(
    z.overwrite((value) => value + 0),
    z.refine((value) => value >= least && value <= most && Number(value.toFixed(6)) === value, {
      error: `Expected ${what}.`,
    }),
    z.meta({ minimum: least, maximum: most }),
  );
}

/** `true` or `false`. */
export function truth() {
  return z.boolean(expected('true or false'));
}

function inWords(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'boolean' ? `${value}` : 'a number';
}
