import { describe, expect, test } from 'vitest';
import { type BoroughContent, boroughFaults } from '../../../functions/domain/submission/borough-faults.ts';
import type { LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { borough, officer } from '../sign-off/rounds.ts';

const absence = (from: LocalDate, to: LocalDate) => ({ from, to });
const standing = { authority: 'Cabinet, minute 12', upTo: 100_000, from: '2026-04-01', to: '2027-03-31' } as const;
const content = (more: Partial<BoroughContent> = {}): BoroughContent => ({
  ...borough([officer('camden-1'), officer('camden-2')]),
  ...more,
});
const told = (more: Parameters<typeof boroughFaults>[0]) =>
  boroughFaults({ ...content(), ...more }).map(({ pointer, detail }) => `${pointer}: ${detail}`);

describe('the faults of a borough beyond its form', () => {
  test('do not exist for a good one, with or without officers and a standing authority', () => {
    expect(told({})).toEqual([]);
    expect(told({ officers: [] })).toEqual([]);
    expect(told({ deemedApproval: standing })).toEqual([]);
  });

  test('R10 include a borough without a population, but not a body without one', () => {
    expect(told({ kind: 'body', population: null })).toEqual([]);
    expect(told({ kind: 'borough', population: null })).toEqual([
      '/population: Required: the population. Only a body may leave it null.',
    ]);
  });

  test('R9 include the id of a post that an earlier officer has, at the second place', () => {
    expect(told({ officers: [officer('camden-1'), officer('camden-2'), officer('camden-1')] })).toEqual([
      '/officers/2/id: Another officer already has the id camden-1. Give each officer a different id.',
    ]);
  });

  test("R28 include an address outside the borough's domains, but not one inside any of them, in whatever case", () => {
    const emailDomains = ['camden.example', 'camden-homes.example'];
    const at = (email: string) => told({ emailDomains, officers: [officer('camden-1', { email })] });
    expect(at('x@camden.example')).toEqual([]);
    expect(at('x@CAMDEN-Homes.example')).toEqual([]);
    expect(at('x@hackney.example')).toEqual([
      "/officers/0/email: Expected an address in one of the borough's email domains: camden.example, camden-homes.example.",
    ]);
  });

  test('R9 include a role that an officer has twice', () => {
    expect(told({ officers: [officer('camden-1', { roles: ['approver', 'reviewer'] })] })).toEqual([]);
    expect(told({ officers: [officer('camden-1', { roles: ['approver', 'reviewer', 'approver'] })] })).toEqual([
      '/officers/0/roles: Expected each role once.',
    ]);
  });

  test('R9 include an absence that ends before it begins, but not one of a single day', () => {
    const absences = [absence('2026-12-24', '2026-12-24'), absence('2026-12-24', '2026-12-23')] as const;
    expect(told({ officers: [officer('camden-1'), officer('camden-2', { absences })] })).toEqual([
      '/officers/1/absences/1/to: Expected 2026-12-24 or later.',
    ]);
  });

  test('R4 include a standing authority that ends before it begins, but not one of a single day', () => {
    expect(told({ deemedApproval: { ...standing, to: '2026-04-01' } })).toEqual([]);
    expect(told({ deemedApproval: { ...standing, to: '2026-03-31' } })).toEqual([
      '/deemedApproval/to: Expected 2026-04-01 or later.',
    ]);
  });

  test('are all reported at once, officer by officer', () => {
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

  describe('if parts are faulty', () => {
    test('a missing part causes no further faults', () => {
      const nameless = { ...officer('camden-1'), id: undefined, email: undefined, roles: undefined };
      const halves = [undefined, { from: '2026-12-24', to: undefined }, { from: undefined, to: '2026-12-24' }] as const;
      expect(told({ officers: [nameless, undefined, { ...nameless, absences: halves }] })).toEqual([]);
      expect(told({ officers: [{ ...nameless, absences: undefined }] })).toEqual([]);
      expect(told({ deemedApproval: { ...standing, from: undefined } })).toEqual([]);
      expect(boroughFaults({})).toEqual([]);
    });

    test('faults of an officer are reported though the officer before cannot be read', () => {
      expect(told({ officers: [undefined, officer('camden-2', { roles: ['deputy', 'deputy'] })] })).toEqual([
        '/officers/1/roles: Expected each role once.',
      ]);
    });

    test('R28 addresses are not checked if the domains are unknown', () => {
      const officers = [officer('camden-1', { email: 'x@hackney.example' })];
      expect(told({ officers, emailDomains: undefined })).toEqual([]);
      expect(told({ officers, emailDomains: [undefined, 'hackney.example'] })).toEqual([]);
    });
  });
});
