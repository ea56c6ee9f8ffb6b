import { describe, expect, test } from 'vitest';
import { gss } from '../../support/builders/ids.ts';
import { put } from '../../support/builders/submission-bodies.ts';
import { faultsOf, set } from './judged-submissions.ts';

const concealed = (pointer: string) => set('/confidential/0/pointer', pointer);
const mayBeConcealed =
  'Expected the summary, the alternatives, or the name of a stage, the description of a benefit or the unit of a pledge: ' +
  'title, costs and decision makers are always public.';
const cost = { financialYear: '2026-27', kind: 'revenue', amount: 1, description: 'x' };

/** A person reads these sentences about their own input: each says what is expected there, and what is wrong. */
describe('a fault says what is expected', () => {
  test.each<[string, ReturnType<typeof set>, string]>([
    [
      'of a lead that is no borough',
      set('/leadBorough', gss('E09000099')),
      '/leadBorough: Unknown partner: E09000099. Use the code of a borough or another body that takes part in joint funding.',
    ],
    [
      'of partners without the lead',
      (body) => {
        put(body, '/leadBorough', gss('E09000019'));
        put(body, '/proposer/email', 'skills@islington.example');
      },
      '/partners: The lead borough E09000019 is missing. Add it to the partners.',
    ],
    [
      'of a partner that comes twice, with its place as people count',
      set('/partners/2', { borough: gss('E09000007'), weight: 1 }),
      '/partners/2/borough: E09000007 is already partner 2. List each partner once.',
    ],
    [
      'R10 of a weight that is missing',
      set('/partners/1/weight', undefined),
      '/partners/1/weight: Required: a weight, because the cost is shared by weights.',
    ],
    [
      'R10 of a weight that does not count, with the key',
      (body) => {
        put(body, '/apportionment', 'population');
        put(body, '/partners/0/weight', undefined);
      },
      '/partners/1/weight: Remove this weight: the cost is shared by "population", not by weights.',
    ],
    [
      'of a proposer elsewhere, with the domains of the lead',
      set('/proposer/email', 'x@camden.example'),
      '/proposer/email: Expected an email address of the lead borough Hackney, at hackney.example or hackney-homes.example.',
    ],
    [
      'of a gate before the first stage',
      set('/stages/0/gateBy', '2027-01-01'),
      '/stages/0/gateBy: Remove this gate: the first stage begins when the proposal is funded.',
    ],
    [
      'of a later stage without a gate',
      set('/stages/1/gateBy', undefined),
      '/stages/1/gateBy: Required: the date of the gate before this stage.',
    ],
    [
      'of a gate on the day of submission',
      set('/stages/1/gateBy', '2026-11-23'),
      '/stages/1/gateBy: Expected a date after 2026-11-23, the day of submission.',
    ],
    [
      'of a gate before the one before it',
      set('/stages/2', { name: 'More', gateBy: '2027-10-30' }),
      '/stages/2/gateBy: Expected 2027-10-31 or later, because the previous stage has its gate on that date.',
    ],
    [
      'of a year that has ended',
      set('/costs/0/financialYear', '2025-26'),
      '/costs/0/financialYear: The year 2025-26 ended on 31 March 2026, before the submission. Use a year that has not ended.',
    ],
    [
      'of a stage beyond the last, with how many there are',
      set('/costs/0/stage', 3),
      '/costs/0/stage: There are only 2 stages. Use the number of a stage.',
    ],
    [
      'of a stage beyond the only one',
      (body) => {
        put(body, '/stages', [{ name: 'Whole' }]);
        put(body, '/costs/1/stage', 2);
        put(body, '/costs/0/stage', 1);
      },
      '/costs/1/stage: There is only 1 stage. Use the number of a stage.',
    ],
    [
      'R10 of a cost of its own of no partner',
      set('/costs/1/borough', gss('E09000019')),
      '/costs/1/borough: E09000019 is not a partner. Use a partner, or leave this out.',
    ],
    [
      'R11 of too many columns, with how many there are',
      set(
        '/costs',
        Array.from({ length: 26 }, (_, years) => ({
          ...cost,
          financialYear: `${2026 + years}-${27 + years}`,
        })),
      ),
      '/costs: Expected at most 24 combinations of stage, financial year and kind, not 26.',
    ],
    [
      'R14 of a year that is too far from the first',
      set('/benefits/0/financialYear', '2152-53'),
      '/benefits/0/financialYear: Expected a year at most 125 years after 2026-27, the first year of any line.',
    ],
    [
      'R15 of a benefit of no partner',
      set('/benefits/0/borough', gss('E09000019')),
      '/benefits/0/borough: E09000019 is not a partner. Use a partner, or "all".',
    ],
    [
      'R15 of a fixed benefit of one borough',
      set('/benefits/0/fixed', true),
      '/benefits/0/fixed: Expected true only where the borough is "all".',
    ],
    [
      'R10 of a partner whom the key gives nothing to pay by',
      (body) => {
        put(body, '/apportionment', 'benefit');
        put(body, '/partners', [{ borough: gss('E09000012') }, { borough: gss('E09000007') }]);
      },
      '/partners/1/borough: It has no benefit of its own left after the reduction for confidence, so the cost cannot be shared by benefit.',
    ],
    [
      'R19 of a text that is marked twice',
      set('/confidential/1', { pointer: '/alternatives', reason: 'Again.' }),
      '/confidential/1/pointer: The text at /alternatives is marked twice. Mark it once.',
    ],
    ...['/title', '/costs/0/description', '/benefits/0/summary', '/summary/0'].map(
      (pointer): [string, ReturnType<typeof set>, string] => [
        `R19 of ${pointer}, which is always public, or no text`,
        concealed(pointer),
        `/confidential/0/pointer: ${mayBeConcealed}`,
      ],
    ),
    ...['/stages/10/name', '/benefits/10/description', '/pledges/10/unit'].map(
      (pointer): [string, ReturnType<typeof set>, string] => [
        `R19 of ${pointer}, which could be confidential and is not there`,
        concealed(pointer),
        `/confidential/0/pointer: There is nothing at ${pointer}. Use the pointer of a text in this proposal.`,
      ],
    ),
    [
      'of a moment that leaves too little time',
      set('/respondBy', '2026-11-25T09:59:59.999Z'),
      '/respondBy: Too early. Give the boroughs time to answer: 10am on Wednesday 25 November 2026 or later.',
    ],
    [
      'of a moment too far ahead',
      set('/respondBy', '2027-05-22T10:00:00.001Z'),
      '/respondBy: Too late. The deadline can be at most 180 days from now: 11am on Saturday 22 May 2027 or earlier.',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  test('for a scheme that does not exist, by its name', () => {
    expect(faultsOf(() => {}, { scheme: undefined })).toEqual([
      '/scheme: There is no scheme named standard. Use an existing scheme.',
    ]);
  });

  test('R9 a scheme whose shortest response is not a duration is an error, not a fault of the submission', () => {
    expect(() => faultsOf(() => {}, { scheme: { shortestResponse: 'a day' } })).toThrow(
      new RangeError('a day is not a duration'),
    );
  });
});
