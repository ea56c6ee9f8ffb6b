import { describe, expect, test } from 'vitest';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { CodesOfRequest, IssuedCode } from '../../../functions/domain/codes/one-time-code.ts';
import type { Key, Link } from '../../../functions/domain/record/access.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer } from '../../support/builders/boroughs.ts';
import { gss, pid, who } from '../../support/builders/ids.ts';
import { aRevision, codes, newId } from '../../support/builders/records.ts';
import type { Engine } from '../engines/engines.ts';

const faults = ['conflict', 'throttle', 'lost-before', 'lost-after'] as const;

/** A borough with every optional part. */
function boroughOf(code: BoroughCode, version = 1, more: Partial<Borough> = {}): Borough {
  const absences = [{ from: '2026-12-21', to: '2027-01-04' }] as const;
  const officers = [anOfficer(code, 'approver', { roles: ['approver', 'finance'], limit: 10_000_000, absences })];
  const deemedApproval = { authority: 'Standing order 7', upTo: 5_000, from: '2026-04-01', to: '2027-03-31' } as const;
  return aBorough(code, { officers, deemedApproval, version, ...more });
}

/** The promises of the registers beside proposals: boroughs, schemes, keys, links, codes, people and task tokens. */
export function registersContract(engine: Engine): void {
  describe('boroughs', () => {
    test('a borough is read back exactly, with its officers’ people', async () => {
      const store = await engine.open();
      const borough = boroughOf(gss('E09000012'), 1, { codeAbove: 0, deemedApproval: null, keyDecisionAbove: 5 });
      const people = [{ id: who(newId()), name: 'Ada “Lovelace”', email: 'ada@hackney.example' }];
      expect(await store.boroughs.get(gss('E09000012'))).toBeUndefined();
      expect(await store.boroughs.put(borough, people, null)).toBe(true);
      expect(await store.boroughs.get(gss('E09000012'))).toEqual(borough);
      expect(await store.people.get(people.map(({ id }) => id))).toEqual(people);
    });

    test('a borough and its people are replaced only over the version that was read', async () => {
      const store = await engine.open();
      const person = { id: who(newId()), name: 'Ada', email: 'ada@hackney.example' };
      await store.boroughs.put(boroughOf(gss('E09000012'), 1), [], null);
      expect(await store.boroughs.put(boroughOf(gss('E09000012'), 1), [person], null)).toBe(false);
      expect(await store.boroughs.put(boroughOf(gss('E09000012'), 3), [person], 2)).toBe(false);
      expect(await store.boroughs.put(boroughOf(gss('E09000007'), 2), [person], 1)).toBe(false);
      expect(await store.people.get([person.id])).toEqual([]);
      expect(await store.boroughs.put(boroughOf(gss('E09000012'), 2, { name: 'Hackney' }), [person], 1)).toBe(true);
      expect(await store.boroughs.get(gss('E09000012'))).toMatchObject({ version: 2, name: 'Hackney' });
    });

    test('boroughs are listed in full, by their codes', async () => {
      const store = await engine.open();
      const boroughs = codes(33).map((code) => boroughOf(code));
      await Promise.all(boroughs.toReversed().map((borough) => store.boroughs.put(borough, [], null)));
      expect(await store.boroughs.list()).toEqual(boroughs);
    });

    test.for(faults)('a borough whose change meets %s is changed once', async (fault) => {
      const store = await engine.open();
      store.failNext(fault);
      expect(await store.boroughs.put(boroughOf(gss('E09000012'), 1), [], null)).toBe(true);
      expect(await store.boroughs.get(gss('E09000012'))).toEqual(boroughOf(gss('E09000012'), 1));
    });
  });

  describe('schemes', () => {
    const { scheme } = aRevision(pid('any'), codes(2));

    test('each form of a scheme is read back exactly, and replaced only over its version', async () => {
      const { schemes } = await engine.open();
      const coalition = { ...scheme, decisionRule: { kind: 'coalition', minimumBoroughs: 2 } as const };
      const unanimous = { ...scheme, name: 'all', decisionRule: { kind: 'unanimous' } as const };
      const always = { ...unanimous, review: { ...scheme.review, required: 'always' as const } };
      expect(await schemes.put({ scheme, version: 1 }, null)).toBe(true);
      expect(await schemes.put({ scheme: coalition, version: 1 }, null)).toBe(false);
      expect(await schemes.put({ scheme: coalition, version: 2 }, 1)).toBe(true);
      expect(await schemes.put({ scheme: always, version: 1 }, null)).toBe(true);
      expect(await schemes.get('standard')).toEqual({ scheme: coalition, version: 2 });
      expect(await schemes.get('none')).toBeUndefined();
      expect(await schemes.list()).toEqual([
        { scheme: always, version: 1 },
        { scheme: coalition, version: 2 },
      ]);
    });

    test.for(faults)('a scheme whose change meets %s is changed once', async (fault) => {
      const { schemes, failNext } = await engine.open();
      failNext(fault);
      expect(await schemes.put({ scheme, version: 1 }, null)).toBe(true);
      expect(await schemes.list()).toEqual([{ scheme, version: 1 }]);
    });
  });

  describe('parameter sets', () => {
    const addedAt: Instant = '2026-11-23T10:00:00.000Z';
    const [older, newer] = builtInParameterSets.map((set, at) => ({ set: { ...set, id: `added-${at}` }, addedAt }));

    test('R14 each is read back exactly, with or without an end, rates by year and a test of long horizons', async () => {
      const { parameterSets } = await engine.open();
      if (older === undefined || newer === undefined) throw new Error('Two sets');
      const rates = { '2027-28': 0.0213, '2028-29': -0.001 } as const;
      const nominal = {
        ...newer,
        set: { ...newer.set, inflation: { ...newer.set.inflation, byFinancialYear: rates } },
      };
      expect(await parameterSets.added()).toEqual([]);
      expect(await parameterSets.add(older)).toBe(true);
      expect(await parameterSets.add(nominal)).toBe(true);
      const added = await parameterSets.added();
      expect(added.toSorted((a, b) => (a.set.id < b.set.id ? -1 : 1))).toEqual([older, nominal]);
    });

    test('R14 an id always means the same figures', async () => {
      const { parameterSets } = await engine.open();
      if (older === undefined || newer === undefined) throw new Error('Two sets');
      await parameterSets.add(older);
      expect(await parameterSets.add({ ...newer, set: { ...newer.set, id: older.set.id } })).toBe(false);
      expect(await parameterSets.add(older)).toBe(false);
      expect(await parameterSets.added()).toEqual([older]);
    });

    test('R14 only one of two simultaneous sets with one id is kept', async () => {
      const { parameterSets } = await engine.open();
      if (older === undefined || newer === undefined) throw new Error('Two sets');
      const other = { ...newer, set: { ...newer.set, id: older.set.id } };
      const kept = await Promise.all([parameterSets.add(older), parameterSets.add(other)]);
      expect(kept.filter(Boolean)).toHaveLength(1);
      expect(await parameterSets.added()).toEqual([kept[0] ? older : other]);
    });
  });

  describe('keys', () => {
    const key = (more: Partial<Key>): Key => ({
      id: 'a1'.repeat(32),
      name: 'Finance of Hackney',
      scopes: ['reports:read'],
      borough: null,
      holder: null,
      createdAt: '2026-11-23T10:00:00.000Z',
      expiresAt: '2027-11-23T10:00:00.000Z',
      deletedAt: null,
      ...more,
    });

    test('keys are read back exactly, and listed in the order in which they were made', async () => {
      const { keys } = await engine.open();
      const later = key({
        id: '01'.repeat(32),
        createdAt: '2026-11-24T10:00:00.000Z',
        borough: gss('E09000012'),
        holder: 'ada@hackney.example',
        scopes: ['proposals:write', 'proposals:read', 'admin'],
      });
      await keys.put(later);
      await keys.put(key({}));
      expect(await keys.get(later.id)).toEqual(later);
      expect(await keys.get('none')).toBeUndefined();
      expect(await keys.list()).toEqual([key({}), later]);
    });

    test('a deleted key stays, and says when it was deleted', async () => {
      const { keys } = await engine.open();
      await keys.put(key({}));
      const deleted = key({ deletedAt: '2026-11-25T10:00:00.000Z' });
      await keys.put(deleted);
      expect(await keys.get(deleted.id)).toEqual(deleted);
      expect(await keys.list()).toEqual([deleted]);
    });
  });

  describe('links, codes, people and task tokens', () => {
    test('R25 each kind of link is read back exactly by its hash', async () => {
      const { links } = await engine.open();
      const link: Link = {
        hash: 'ab'.repeat(32),
        purpose: 'sign-off',
        proposal: pid('p'),
        revision: 2,
        borough: gss('E09000012'),
        person: who('somebody'),
        mintedAt: '2026-11-23T10:00:00.000Z',
      };
      const tracking: Link = { ...link, hash: 'cd'.repeat(32), purpose: 'tracking', borough: null };
      await links.put(link);
      await links.put(tracking);
      expect(await links.get(link.hash)).toEqual(link);
      expect(await links.get(tracking.hash)).toEqual(tracking);
      expect(await links.get('ef'.repeat(32))).toBeUndefined();
    });

    const standing: IssuedCode = {
      ...{ person: who('ada'), answer: 'approve', upTo: 12_000_000, share: 10_000_000 },
      ...{ number: 1, at: '2026-11-23T10:00:00.000Z' },
    };
    const codes: CodesOfRequest = {
      version: 1,
      day: '2026-11-23',
      wrong: 0,
      officers: [{ person: who('ada'), mailed: 1, standing }],
    };
    const mail: OutboxEntry = {
      id: 'code.p.1.sign-off.E09000012.1',
      proposal: pid('p'),
      task: {
        kind: 'mail',
        messages: [
          { mail: 'one-time-code', to: who('ada'), borough: gss('E09000012'), revision: 1, step: 'sign-off', code: 1 },
        ],
      },
      status: 'pending',
      attempt: 1,
      due: '2026-11-23T10:15:00.000Z',
    };

    test('R26 a request’s codes are read back exactly, and the email with a code is written with them', async () => {
      const store = await engine.open();
      expect(await store.codes.get('r')).toBeUndefined();
      expect(await store.codes.put('r', codes, mail)).toBe(true);
      expect(await store.codes.get('r')).toEqual(codes);
      expect(await store.outbox.get(mail.id)).toEqual(mail);
      const used = { ...codes, version: 2, officers: [{ person: who('ada'), mailed: 1, standing: null }] };
      expect(await store.codes.put('r', used)).toBe(true);
      expect(await store.codes.get('r')).toEqual(used);
      expect(await store.codes.get('another')).toBeUndefined();
    });

    test('R26 codes replace only the version before, and a write that comes too late changes nothing', async () => {
      const store = await engine.open();
      const second = { ...codes, version: 2, wrong: 1 };
      expect(await store.codes.put('r', second, mail)).toBe(false);
      expect(await store.codes.put('r', codes)).toBe(true);
      expect(await store.codes.put('r', { ...codes, wrong: 4 }, mail)).toBe(false);
      expect(await store.outbox.get(mail.id)).toBeUndefined();
      const tries = await Promise.all([1, 2, 3, 4].map((wrong) => store.codes.put('r', { ...second, wrong })));
      expect(tries.filter((written) => written)).toHaveLength(1);
      expect(await store.codes.get('r')).toMatchObject({ version: 2, wrong: tries.indexOf(true) + 1 });
    });

    test.for(faults)('R26 codes whose change meets %s are changed once', async (fault) => {
      const store = await engine.open();
      store.failNext(fault);
      expect(await store.codes.put('r', codes, mail)).toBe(true);
      expect(await store.codes.get('r')).toEqual(codes);
      store.failNext(fault);
      expect(await store.codes.put('r', { ...codes, version: 2, wrong: 1 })).toBe(true);
      expect(await store.codes.get('r')).toMatchObject({ version: 2, wrong: 1 });
    });

    test('R19 people are found by their ids, each once, even more than fit one read; erased people are left out', async () => {
      const { people, boroughs } = await engine.open();
      const known = Array.from({ length: 120 }, () => ({
        id: who(newId()),
        name: 'Ada',
        email: 'ada@hackney.example',
      }));
      await boroughs.put(boroughOf(gss('E09000012')), known.slice(0, 99), null);
      await boroughs.put(boroughOf(gss('E09000007')), known.slice(99), null);
      const ids = known.map(({ id }) => id);
      const found = await people.get([...ids, who('erased'), ...ids.slice(0, 2)]);
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        known.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      expect(await people.get([])).toEqual([]);
    });

    test('a token that nobody registered does not exist', async () => {
      const { tokens } = await engine.open();
      expect(await tokens.get(pid('p'), 1, 'review')).toBeUndefined();
    });
  });
}
