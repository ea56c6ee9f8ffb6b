import * as z from 'zod/mini';
import { expected } from './expected.ts';

/**
 * Limits of docs/rules.md, HTTP interface, in characters: Unicode code points after NFC, as JSON Schema counts
 * `maxLength`.
 */
export const longest = { title: 150, name: 150, description: 500, text: 4_000 } as const;

/** Control characters (Unicode category Cc) except line feed. */
const control = /(?!\n)\p{Cc}/u;
/** Embeddings, overrides and isolates make a text show in another order than it is read. */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/u;
const lineBreak = /[\n\u2028\u2029]/u;
const visible = /[^\p{White_Space}\p{Cf}]/u;

/**
 * A text as typed, normalised to NFC: 1 to `most` characters, at least one of them visible, with no control character
 * except line feed, no bidirectional override or isolate, and no lone surrogate. HTML is plain text. `what`: what the
 * message about a missing text calls it.
 */
export function text(most: number, what = `a text of 1 to ${most} characters`) {
  return checkedText(what, most, false);
}

/** The same, on one line. */
export function line(most: number) {
  return checkedText(`a text of 1 to ${most} characters on one line`, most, true);
}

function checkedText(what: string, most: number, oneLine: boolean) {
  return z.string(expected(what)).check(
    z.normalize('NFC'),
    z.check((payload) => {
      for (const message of faultsOfText(payload.value, most, oneLine)) {
        payload.issues.push({ code: 'custom', message, input: payload.value, continue: true });
      }
    }),
    z.meta({ minLength: 1, maxLength: most, ...(oneLine ? { pattern: '^[^\\n\\u2028\\u2029]*$' } : {}) }),
  );
}

function faultsOfText(value: string, most: number, oneLine: boolean): readonly string[] {
  const length = [...value].length;
  const found = [
    !visible.test(value) && 'Expected at least one visible character.',
    length > most && `Expected at most ${most} characters, not ${length}.`,
    control.test(value) && 'Remove control characters. Only line breaks are allowed, and only in longer texts.',
    bidirectional.test(value) && 'Remove characters that change the direction of writing.',
    !value.isWellFormed() && 'Remove the broken character: it is half of a surrogate pair.',
    oneLine && lineBreak.test(value) && 'Expected a single line.',
  ];
  return found.filter((each) => each !== false);
}
