import { describe, expect, test } from 'vitest';
import { boroughsNamed, submissionFaults } from '../../../functions/domain/submission/submission-faults.ts';
import { gss } from '../../support/builders/ids.ts';
import { type Json, put, submissionContent } from '../../support/builders/submission-bodies.ts';
import { circumstances, faultsOf, pointers, set } from './judged-submissions.ts';

const cost = { financialYear: '2026-27', kind: 'revenue', amount: 1, description: 'x' };

describe('the faults of a submission beyond its form', () => {
  test('do not exist for a good one', () => {
    expect(faultsOf(() => {})).toEqual([]);
  });

  describe('partners', () => {
    test('must be boroughs that exist', () => {
      expect(faultsOf(set('/partners/1/borough', gss('E09000099')))[0]).toBe(
        '/partners/1/borough: Unknown partner: E09000099. Use the code of a borough or another body that takes part in joint funding.',
      );
      expect(pointers(set('/leadBorough', gss('E09000099')))).toContain('/leadBorough');
    });

    test('must be listed once each', () => {
      expect(pointers(set('/partners/2', { borough: gss('E09000012'), weight: 1 }))).toEqual(['/partners/2/borough']);
    });

    test('must include the lead', () => {
      expect(
        pointers((body) => {
          put(body, '/leadBorough', gss('E09000019'));
          put(body, '/proposer/email', 'skills@islington.example');
        }),
      ).toEqual(['/partners']);
    });

    test('must each have a weight with the key weights', () => {
      expect(pointers(set('/partners/1/weight', undefined))).toEqual(['/partners/1/weight']);
    });

    test.each(['equal', 'population'])('must have no weights with the key %s', (key) => {
      expect(pointers(set('/apportionment', key))).toEqual(['/partners/0/weight', '/partners/1/weight']);
    });
  });

  test('include a scheme that does not exist', () => {
    expect(pointers(() => {}, { scheme: undefined })).toEqual(['/scheme']);
  });

  test('include a proposer whose address is not in a domain of the lead', () => {
    expect(faultsOf(set('/proposer/email', 'x@HACKNEY-homes.example'))).toEqual([]);
    for (const address of ['x@camden.example', 'x@sub.hackney.example', 'x@evilhackney.example']) {
      expect(pointers(set('/proposer/email', address))).toEqual(['/proposer/email']);
    }
  });

  describe('stages', () => {
    test('R13 are refused beyond the first, with the reason, unless the environment allows them', () => {
      expect(faultsOf(set('/stages', [{ name: 'Pilot' }]), { allowStages: false })).toEqual(
        faultsOf(set('/stages', [{ name: 'Pilot' }])),
      );
      expect(faultsOf(() => {}, { allowStages: false })[0]).toMatch(
        /^\/stages: Expected one stage\. The money of a later stage could not be released/,
      );
      expect(faultsOf(() => {}, { allowStages: true })).toEqual([]);
    });

    test('have no gate if first, and a gate in the future if later', () => {
      expect(pointers(set('/stages/0/gateBy', '2027-01-01'))).toEqual(['/stages/0/gateBy']);
      expect(pointers(set('/stages/1/gateBy', undefined))).toEqual(['/stages/1/gateBy']);
      expect(pointers(set('/stages/1/gateBy', '2026-11-23'))).toEqual(['/stages/1/gateBy']);
      expect(pointers(set('/stages/1/gateBy', '2026-11-24'))).toEqual([]);
    });

    test('have their gates in order', () => {
      const third = (gateBy: string) => set('/stages/2', { name: 'More', gateBy });
      expect(pointers(third('2027-10-31'))).toEqual([]);
      expect(pointers(third('2027-10-30'))).toEqual(['/stages/2/gateBy']);
    });
  });

  describe('cost lines', () => {
    test('must be in years that have not ended in London', () => {
      const year = set('/costs/0/financialYear', '2025-26');
      expect(faultsOf(year)[0]).toContain('2025-26 ended on 31 March 2026');
      expect(pointers(year)).toEqual(['/costs/0/financialYear']);
      const inMarch = (body: Json) => {
        year(body);
        put(body, '/respondBy', undefined);
      };
      // Summer time began two days earlier: midnight in London is 23:00 UTC.
      expect(pointers(inMarch, { at: '2026-03-31T22:59:59.999Z' })).toEqual([]);
      expect(pointers(inMarch, { at: '2026-03-31T23:00:00.000Z' })).toEqual(['/costs/0/financialYear']);
    });

    test('name stages that exist', () => {
      expect(pointers(set('/costs/0/stage', 2))).toEqual([]);
      expect(pointers(set('/costs/0/stage', 3))).toEqual(['/costs/0/stage']);
    });

    test('R10 belong to a partner or are shared', () => {
      expect(pointers(set('/costs/1/borough', gss('E09000019')))).toEqual(['/costs/1/borough']);
    });

    test('R11 have at most 24 columns', () => {
      const lines = (count: number) =>
        Array.from({ length: count }, (_, index) => ({
          ...cost,
          kind: index % 2 === 0 ? 'revenue' : 'capital',
          financialYear: `${2026 + Math.floor(index / 2)}-${String(27 + Math.floor(index / 2))}`,
        }));
      expect(pointers(set('/costs', [...lines(24), ...lines(24)]))).toEqual([]);
      expect(pointers(set('/costs', lines(25)))).toEqual(['/costs']);
      const staged = lines(24).map((line, index) => ({ ...line, stage: index < 12 ? 1 : 2 }));
      expect(pointers(set('/costs', [...staged, { ...staged[0], stage: 2 }]))).toEqual(['/costs']);
      expect(pointers(set('/costs', [...staged, { ...staged[0], stage: undefined, amount: 2 }]))).toEqual([]);
    });

    test('sum to at most £999,999,999.99', () => {
      const two = (second: number) =>
        set('/costs', [
          { ...cost, amount: 99_999_999_998 },
          { ...cost, amount: second },
        ]);
      expect(pointers(two(1))).toEqual([]);
      expect(faultsOf(two(2))).toEqual(['/costs: Expected a total of at most £999,999,999.99.']);
    });
  });

  describe('benefit lines', () => {
    test('R15 belong to a partner or to all', () => {
      expect(pointers(set('/benefits/0/borough', gss('E09000019')))).toEqual(['/benefits/0/borough']);
    });

    test('R15 are fixed only if they belong to all', () => {
      expect(pointers(set('/benefits/0/fixed', true))).toEqual(['/benefits/0/fixed']);
      expect(pointers(set('/benefits/0/fixed', false))).toEqual([]);
    });

    test('R14 are at most 125 years after the first year of any line', () => {
      expect(pointers(set('/benefits/0/financialYear', '2151-52'))).toEqual([]);
      expect(pointers(set('/benefits/0/financialYear', '2152-53'))).toEqual(['/benefits/0/financialYear']);
      expect(pointers(set('/costs/0/financialYear', '2153-54'))).toEqual(['/costs/0/financialYear']);
    });

    test('R10 give each partner something if the cost is shared by benefit', () => {
      const byBenefit = (body: Json) => {
        put(body, '/apportionment', 'benefit');
        put(body, '/partners', [{ borough: gss('E09000012') }, { borough: gss('E09000007') }]);
      };
      expect(pointers(byBenefit)).toEqual(['/partners/1/borough']);
      expect(
        pointers((body) => {
          byBenefit(body);
          put(body, '/benefits/1/borough', gss('E09000007'));
          put(body, '/benefits/1/fixed', undefined);
        }),
      ).toEqual([]);
    });
  });

  describe('confidential parts', () => {
    test.each(['/summary', '/alternatives', '/stages/1/name', '/benefits/1/description', '/pledges/0/unit'])(
      'R19 may be %s',
      (pointer) => {
        expect(pointers(set('/confidential/0/pointer', pointer))).toEqual([]);
      },
    );

    test.each([
      '/title',
      '/costs',
      '/costs/0/description',
      '/costs/0/amount',
      '/leadBorough',
      '/partners/0/borough',
      '/proposer/name',
      '/stages/2/name',
      '/benefits/2/description',
      '/benefits/00/description',
      '/benefits/0',
      '/pledges/0/target',
      '/elsewhere',
    ])('R19 may not be %s', (pointer) => {
      expect(pointers(set('/confidential/0/pointer', pointer))).toEqual(['/confidential/0/pointer']);
    });

    test('R19 are texts that exist', () => {
      const { alternatives: _none, ...content } = submissionContent();
      expect(submissionFaults(content, circumstances).map(({ pointer }) => pointer)).toEqual([
        '/confidential/0/pointer',
      ]);
    });

    test('R19 are marked once each', () => {
      expect(pointers(set('/confidential/1', { pointer: '/alternatives', reason: 'Again.' }))).toEqual([
        '/confidential/1/pointer',
      ]);
    });
  });

  describe('respondBy', () => {
    test.each([
      ['the scheme’s shortest response ahead', '2026-11-25T10:00:00.000Z', '2026-11-25T09:59:59.999Z', {}],
      [
        '24 hours ahead, whatever the scheme says',
        '2026-11-24T10:00:00.000Z',
        '2026-11-24T09:59:59.999Z',
        { scheme: { shortestResponse: 'PT0S' } },
      ],
      [
        'ahead at all where short responses are allowed',
        '2026-11-23T10:00:00.001Z',
        '2026-11-23T10:00:00.000Z',
        { scheme: { shortestResponse: 'PT0S' }, allowShortResponses: true, allowStages: true },
      ],
      [
        'the shortest response ahead, also where short ones are allowed',
        '2026-11-23T11:00:00.000Z',
        '2026-11-23T10:59:59.999Z',
        { scheme: { shortestResponse: 'PT1H' }, allowShortResponses: true, allowStages: true },
      ],
    ])('is at least %s', (_, within, before, more) => {
      expect(pointers(set('/respondBy', within), more)).toEqual([]);
      expect(pointers(set('/respondBy', before), more)).toEqual(['/respondBy']);
    });

    test('is at most 180 days ahead', () => {
      expect(pointers(set('/respondBy', '2027-05-22T10:00:00.000Z'))).toEqual([]);
      expect(pointers(set('/respondBy', '2027-05-22T10:00:00.001Z'))).toEqual(['/respondBy']);
    });
  });

  test('each borough that is named is looked up once', () => {
    expect(boroughsNamed(submissionContent())).toEqual([gss('E09000012'), gss('E09000007')]);
    expect(boroughsNamed({ partners: [undefined, { borough: gss('E09000007') }] })).toEqual([gss('E09000007')]);
    expect(boroughsNamed({ leadBorough: gss('E09000012') })).toEqual([gss('E09000012')]);
  });
});
