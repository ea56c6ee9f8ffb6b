import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submissionFaults } from '../../../functions/domain/submission/submission-faults.ts';
import type { DeepPartial } from '../../../functions/domain/vocabulary/deep-partial.ts';
import type { Fault } from '../../../functions/domain/vocabulary/fault.ts';
import type { ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { readSubmission } from '../../../functions/schemas/wire/submission.ts';
import { gss } from '../../support/builders/ids.ts';
import { type Json, put, submissionBody } from '../../support/builders/submission-bodies.ts';
import { circumstances, set } from './judged-submissions.ts';

const judged = (sound: DeepPartial<ProposalContent>) => submissionFaults(sound, circumstances);

/** The faults that the rules find in a body with faults of form. */
function beside(change: (body: Json) => void): readonly string[] {
  const body = submissionBody();
  change(body);
  const read = readSubmission(body);
  if (read.kind !== 'faults') throw new Error('Expected a body with faults of form');
  return judged(read.sound ?? {}).map(({ pointer }) => pointer);
}

/** A body in which nearly every rule finds a fault. */
function faultyBody(): Json {
  const body = submissionBody();
  put(body, '/leadBorough', gss('E09000019'));
  put(body, '/partners/2', { borough: gss('E09000099'), weight: 1 });
  put(body, '/partners/3', { borough: gss('E09000012') });
  put(body, '/stages', [
    { name: 'One', gateBy: '2027-01-01' },
    { name: 'Two' },
    { name: 'Three', gateBy: '2026-11-23' },
  ]);
  put(body, '/costs/0/stage', 4);
  put(body, '/costs/0/financialYear', '2025-26');
  put(body, '/costs/1/borough', gss('E09000028'));
  put(body, '/costs/1/amount', 99_999_999_999);
  put(body, '/benefits/0/borough', gss('E09000028'));
  put(body, '/benefits/0/fixed', true);
  put(body, '/benefits/1/financialYear', '2199-00');
  put(body, '/confidential/1', { pointer: '/title', reason: 'x' });
  put(body, '/confidential/2', { pointer: '/alternatives', reason: 'x' });
  put(body, '/confidential/3', { pointer: '/stages/7/name', reason: 'x' });
  put(body, '/respondBy', '2026-11-23T11:00:00.000Z');
  return body;
}

/** Removes the faulty parts as reading does. */
function takeOut(sound: Json, missing: readonly string[]): void {
  // The longer pointers first, so that nothing is looked up in a removed part.
  for (const pointer of missing.toSorted((a, b) => b.length - a.length)) {
    const parts = pointer.slice(1).split('/');
    const last = parts.pop() ?? '';
    const place = parts.reduce((at: Json | undefined, part) => at?.[part] as Json | undefined, sound);
    if (place !== undefined && Object.hasOwn(place, last)) place[last] = undefined;
  }
}

describe('the faults of a submission with faulty parts', () => {
  test('are all reported at once, beside the faults of form', () => {
    expect(
      beside((body) => {
        put(body, '/title', '');
        put(body, '/costs/0/amount', 0);
        put(body, '/costs/0/stage', 9);
        put(body, '/costs/1/borough', gss('E09000019'));
        put(body, '/leadBorough', gss('E09000099'));
        put(body, '/confidential/0/pointer', '/title');
      }),
    ).toEqual(['/leadBorough', '/costs/0/stage', '/costs/1/borough', '/confidential/0/pointer']);
  });

  test.each([
    ['a partner', '/partners/1', 'Camden'],
    ['a partner’s borough', '/partners/1/borough', 'Camden'],
    ['a weight', '/partners/1/weight', 0],
    ['the key', '/apportionment', 'fair'],
    ['the stages', '/stages', 'two'],
    ['a gate', '/stages/1/gateBy', 'soon'],
    ['the alternatives', '/alternatives', ''],
    ['the lead', '/leadBorough', 'Hackney'],
    ['the scheme', '/scheme', 'No Such'],
    ['a moment', '/respondBy', 'soon'],
    ['the benefits', '/benefits', 'many'],
  ])('do not include faults that only follow from %s', (_, pointer, value) => {
    expect(beside(set(pointer, value))).toEqual([]);
  });

  test('R19 do not include a text in an unreadable list, or a mark without its pointer', () => {
    const marked = (pointer: string) => [{ pointer, reason: 'x' }];
    expect(judged({ stages: undefined, confidential: marked('/stages/1/name') })).toEqual([]);
    expect(judged({ pledges: [undefined], confidential: marked('/pledges/0/unit') })).toEqual([]);
    expect(judged({ confidential: [undefined, { pointer: undefined, reason: 'x' }, { reason: 'x' }] })).toEqual([]);
  });

  test('do not include a missing scheme if none is named', () => {
    expect(submissionFaults({}, { ...circumstances, scheme: undefined })).toEqual([]);
  });

  test("R11 do not include too many columns if a line's column is unknown", () => {
    const year = (years: number) => `${2026 + years}-${27 + years}` as const;
    const kinds = ['capital', 'revenue'] as const;
    const costs = Array.from({ length: 12 }, (_, years) =>
      kinds.map((kind) => ({ kind, financialYear: year(years), stage: 1 })),
    ).flat();
    expect(judged({ costs: [...costs, { financialYear: '2050-51' }, { kind: 'capital' }, undefined] })).toEqual([]);
    expect(judged({ costs: [...costs, { financialYear: '2050-51', kind: 'capital' }] })).toHaveLength(1);
  });

  test('R10 do not include a partner without a weight if a benefit or a partner cannot be read', () => {
    const benefit = { borough: gss('E09000012'), class: 'cashable', amount: 5, confidence: 1 } as const;
    const partners = [{ borough: gss('E09000012') }, { borough: gss('E09000007') }];
    const sharing = { apportionment: 'benefit', partners } as const;
    expect(judged({ ...sharing, benefits: [benefit] }).map(({ pointer }) => pointer)).toEqual(['/partners/1/borough']);
    for (const member of ['borough', 'class', 'amount', 'confidence']) {
      expect(judged({ ...sharing, benefits: [benefit, { ...benefit, [member]: undefined }] })).toEqual([]);
    }
    expect(judged({ ...sharing, benefits: [benefit, undefined] })).toEqual([]);
    expect(judged({ ...sharing, partners: [partners[0], undefined, {}], benefits: [benefit] })).toEqual([]);
  });

  test('are always among the faults of the whole, whatever is missing', () => {
    const parts = fc.constantFrom(
      '/title',
      '/leadBorough',
      '/partners',
      '/partners/0',
      '/partners/0/borough',
      '/partners/2',
      '/partners/3/borough',
      '/stages',
      '/stages/0',
      '/stages/1',
      '/stages/1/gateBy',
      '/costs',
      '/costs/0',
      '/costs/0/financialYear',
      '/costs/0/kind',
      '/costs/0/stage',
      '/costs/1/borough',
      '/costs/1/amount',
      '/benefits',
      '/benefits/0',
      '/benefits/0/class',
      '/benefits/0/borough',
      '/confidential',
      '/confidential/0',
      '/confidential/2/pointer',
      '/apportionment',
      '/proposer',
      '/respondBy',
      '/scheme',
    );
    const keys = fc.constantFrom('benefit', 'weights', 'equal');
    const told = ({ pointer, detail }: Fault) => `${pointer}: ${detail}`;
    fc.assert(
      fc.property(fc.boolean(), fc.uniqueArray(parts), keys, (faulty, missing, apportionment) => {
        const body = faulty ? faultyBody : submissionBody;
        const [whole, sound] = [body(), body()];
        for (const each of [whole, sound]) put(each, '/apportionment', apportionment);
        takeOut(sound, missing);
        const charged = judged(whole).map(({ pointer }) => pointer);
        expect(charged).toEqual(expect.arrayContaining(judged(sound).map(({ pointer }) => pointer)));
        for (const fault of judged(sound)) expect(told(fault)).toMatch(/^\/\S+: [A-Z].*\.$/);
      }),
      { numRuns: 300 },
    );
  });
});
