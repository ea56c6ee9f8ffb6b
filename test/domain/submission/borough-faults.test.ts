import { describe, expect, test } from 'vitest';
import { type BoroughContent, boroughFaults } from '../../../functions/domain/submission/borough-faults.ts';
import { borough, officer } from '../sign-off/rounds.ts';

const absence = (from: string, to: string) => ({ from, to });
const standing = { authority: 'Cabinet, minute 12', upTo: 100_000, from: '2026-04-01', to: '2027-03-31' };
const content = (more: Partial<BoroughContent> = {}): BoroughContent => ({
  ...borough([officer('camden-1'), officer('camden-2')]),
  ...more,
});
const told = (more: Parameters<typeof boroughFaults>[0]) =>
  boroughFaults({ ...content(), ...more }).map(({ pointer, detail }) => `${pointer}: ${detail}`);

describe('what is wrong with a borough beyond its form', () => {
  test('is nothing of a good one, with or without officers and a standing authority', () => {
    expect(told({})).toEqual([]);
    expect(told({ officers: [] })).toEqual([]);
    expect(told({ deemedApproval: standing })).toEqual([]);
  });

  test('R9 is the id of a post that an officer before it has, told where it comes again', () => {
    expect(told({ officers: [officer('camden-1'), officer('camden-2'), officer('camden-1')] })).toEqual([
      '/officers/2/id: Another officer already has the id camden-1. Give each officer a different id.',
    ]);
  });

  test('R28 is an address outside the domains of the borough; in any of them it is right, in whatever case', () => {
    const emailDomains = ['camden.example', 'camden-homes.example'];
    const at = (email: string) => told({ emailDomains, officers: [officer('camden-1', { email })] });
    expect(at('x@camden.example')).toEqual([]);
    expect(at('x@CAMDEN-Homes.example')).toEqual([]);
    expect(at('x@hackney.example')).toEqual([
      "/officers/0/email: Expected an address in one of the borough's email domains: camden.example, camden-homes.example.",
    ]);
  });

  test('R9 is a role that an officer has twice', () => {
    expect(told({ officers: [officer('camden-1', { roles: ['approver', 'reviewer'] })] })).toEqual([]);
    expect(told({ officers: [officer('camden-1', { roles: ['approver', 'reviewer', 'approver'] })] })).toEqual([
      '/officers/0/roles: Expected each role once.',
    ]);
  });

  test('R9 is an absence that ends before it begins; one of a single day is right', () => {
    const absences = [absence('2026-12-24', '2026-12-24'), absence('2026-12-24', '2026-12-23')];
    expect(told({ officers: [officer('camden-1'), officer('camden-2', { absences })] })).toEqual([
      '/officers/1/absences/1/to: Expected 2026-12-24 or later.',
    ]);
  });

  test('R4 is a standing authority that ends before it begins; one of a single day is right', () => {
    expect(told({ deemedApproval: { ...standing, to: '2026-04-01' } })).toEqual([]);
    expect(told({ deemedApproval: { ...standing, to: '2026-03-31' } })).toEqual([
      '/deemedApproval/to: Expected 2026-04-01 or later.',
    ]);
  });

  test('is told all at once, officer by officer', () => {
    const twice = officer('camden-1', { email: 'x@hackney.example', roles: ['deputy', 'deputy'] });
    expect(told({ officers: [officer('camden-1'), twice], deemedApproval: { ...standing, to: '2026-03-31' } })).toEqual(
      [
        expect.stringMatching('^/officers/1/id:'),
        expect.stringMatching('^/officers/1/email:'),
        expect.stringMatching('^/officers/1/roles:'),
        expect.stringMatching('^/deemedApproval/to:'),
      ],
    );
  });

  describe('where parts are at fault', () => {
    test('is not made up of what hangs on a part that is missing', () => {
      const nameless = { ...officer('camden-1'), id: undefined, email: undefined, roles: undefined };
      const halves = [undefined, { from: '2026-12-24', to: undefined }, { from: undefined, to: '2026-12-24' }];
      expect(told({ officers: [nameless, undefined, { ...nameless, absences: halves }] })).toEqual([]);
      expect(told({ officers: [{ ...nameless, absences: undefined }] })).toEqual([]);
      expect(told({ deemedApproval: { ...standing, from: undefined } })).toEqual([]);
      expect(boroughFaults({})).toEqual([]);
    });

    test('is told of an officer though the one before it cannot be read', () => {
      expect(told({ officers: [undefined, officer('camden-2', { roles: ['deputy', 'deputy'] })] })).toEqual([
        '/officers/1/roles: Expected each role once.',
      ]);
    });

    test('R28 no address is judged by domains that are not known', () => {
      const officers = [officer('camden-1', { email: 'x@hackney.example' })];
      expect(told({ officers, emailDomains: undefined })).toEqual([]);
      expect(told({ officers, emailDomains: [undefined, 'hackney.example'] })).toEqual([]);
    });
  });
});
