import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EmailView } from '../../functions/application/emails/email-drafts.ts';
import { largestAmount } from '../../functions/domain/vocabulary/money.ts';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { subject, wholePounds } from '../../functions/web/emails/subject.ts';
import { everyEmail, outcome, receipt, request } from './email-views.ts';
import * as views from './views.ts';

/** Subjects in email programs: the important part comes first, and no subject is longer than a line may be. */

const longest = 78;
const reference = 'JF-7K3M2Q';

/** The view with these texts for every title and borough name, and the largest amounts. */
function stretched<T>(value: T, title: string, borough: string, amount: number, member = ''): T {
  if (typeof value === 'string') {
    if (member === 'title') return title as T;
    return (member === 'borough' && !/^E\d{8}$/.test(value) ? borough : value) as T;
  }
  if (typeof value === 'number') return (amounts.has(member) ? amount : value) as T;
  if (Array.isArray(value)) return value.map((each) => stretched(each, title, borough, amount, member)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'name' && member === 'borough' ? borough : stretched(each, title, borough, amount, name),
    ]),
  ) as T;
}

const amounts = new Set(['suggestedLimit', 'upTo', 'amount', 'contribution', 'total']);

const words = 'A shared programme of damp and mould sensors in the homes of council tenants, with a training plan ';
const titles: readonly (readonly [string, string])[] = [
  ['150 characters in words', words.repeat(2).slice(0, 150)],
  ['150 characters without a space', 'x'.repeat(150)],
  ['150 emoji of two code units', '🏠'.repeat(150)],
  ['emoji of many code points', '👩‍👩‍👧‍👦 '.repeat(13).trim()],
  ['one character', 'x'],
];

const subjectOf = (view: EmailView): string => renderEmail(view).subject;

describe.each(titles)('with a title of %s', (_, title) => {
  test.each(everyEmail)('%s has a subject of at most 78 characters', (_kind, view) => {
    for (const borough of ['Ely', 'Kensington and Chelsea', 'Bournemouth, Christchurch and Poole', 'y'.repeat(150)]) {
      for (const amount of [1, 100, 3_409_091, largestAmount]) {
        const line = subjectOf(stretched(view, title, borough, amount));

        expect(line.length, line).toBeLessThanOrEqual(longest);
        expect(line).toMatch(/ \(JF-7K3M2Q\)$/);
        expect(line.isWellFormed(), line).toBe(true);
      }
    }
  });
});

describe('a title in a subject', () => {
  const room = longest - 'Decide: '.length - ` (${reference})`.length;

  test('is whole if the subject has exactly 78 characters, and cut if it would have 79', () => {
    const fits = subject('Decide:', { title: 'x'.repeat(room), reference });
    const cut = subject('Decide:', { title: 'x'.repeat(room + 1), reference });

    expect(fits).toBe(`Decide: ${'x'.repeat(room)} (${reference})`);
    expect(fits).toHaveLength(longest);
    expect(cut).toBe(`Decide: ${'x'.repeat(room - 1)}… (${reference})`);
    expect(cut).toHaveLength(longest);
  });

  test('is cut at a word, and without the comma before the cut', () => {
    const title = 'A title of one hundred and fifty characters, which nobody would read in a list of emails';
    const view = { ...request, page: { ...views.signOff, heading: { ...views.heading, title } } };

    expect(subjectOf(view)).toBe('Decide by 18 Dec: Camden up to £34,091 for A title of one hundred… (JF-7K3M2Q)');
    expect(subject('Decide:', { title: `${'x'.repeat(room - 1)}, and more`, reference })).toBe(
      `Decide: ${'x'.repeat(room - 1)}… (${reference})`,
    );
  });

  test('keeps an emoji whole, or leaves it out', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = (before: number) =>
      subject('Decide:', { title: `${'x'.repeat(before)}${family}${'x'.repeat(9)}`, reference });

    expect(cut(room - 1 - family.length)).toContain(`x${family}…`);
    expect(cut(room - family.length)).toContain('x…');
  });

  property.prop([fc.string({ unit: 'grapheme', minLength: 1, maxLength: 150 })])(
    'is never cut within a character',
    (title) => {
      const line = subject('Decide:', { title, reference });
      const shown = line.slice('Decide: '.length, -` (${reference})`.length);
      const characters = [...new Intl.Segmenter('en-GB').segment(title)].map(({ segment }) => segment);

      expect(line.length).toBeLessThanOrEqual(longest);
      if (shown !== title) {
        const kept = shown.slice(0, -1);
        const starts = characters.map((_each, index) => characters.slice(0, index).join(''));
        expect(title.startsWith(kept)).toBe(true);
        expect(starts).toContain(kept);
      }
    },
  );
});

describe('an amount in a subject', () => {
  test.each([
    [3_409_001, '£34,091'],
    [3_409_000, '£34,090'],
    [1, '£1'],
    [largestAmount, '£1,000,000,000'],
  ])('of %i pence is %s: never less than is asked for', (pence, words) => {
    expect(wholePounds(pence)).toBe(words);
  });

  test.each([
    ['request', request, 3_409_091, '£34,091', '£34,090.91'],
    ['receipt', receipt(views.approval), 3_409_091, '£34,091', '£34,090.91'],
    ['outcome', outcome, 3_000_001, '£30,001', '£30,000.01'],
  ] as const)('has its pennies in the first sentence of the email (%s)', (_, view, amount, rounded, exact) => {
    const { subject: line, text } = renderEmail(stretched<EmailView>(view, 'Damp sensors', 'Camden', amount));
    const [, , firstSentences = ''] = text.split('\n');

    expect(line).toContain(`${rounded} for Damp sensors`);
    expect(firstSentences.split('. ')[0]).toContain(exact);
  });
});
