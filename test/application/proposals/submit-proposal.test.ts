import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlreadyReplied, Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import type { Change } from '../../../functions/application/ports/record.ts';
import { submitProposal } from '../../../functions/application/proposals/submit-proposal.ts';
import type { RecordedReply } from '../../../functions/domain/record/access.ts';
import { sumOf } from '../../../functions/domain/vocabulary/money.ts';
import { camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { among, aSubmission, cost, twelveColumns } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectSound, proposalsOf } from '../../support/worlds/soundness.ts';

/** What the use case passes to the record, which also stores it. */
function watched(coalition: MemoryCoalition) {
  const changes: Change[] = [];
  const { proposals } = coalition.world;
  const commit = (change: Change) => {
    changes.push(change);
    return proposals.commit(change);
  };
  return { changes, deps: { ...coalition.deps, proposals: overriding(proposals, { commit }) } };
}

async function faultsOf(
  coalition: MemoryCoalition,
  changes: Parameters<typeof aSubmission>[0],
): Promise<readonly string[]> {
  const submitted = await coalition.trySubmit(aSubmission(changes));
  return submitted.kind === 'invalid' ? submitted.faults.map(({ pointer }) => pointer) : [];
}

const reply: RecordedReply = {
  ...{ hash: 'a'.repeat(64), body: 'b'.repeat(64), status: 201, headers: {} },
  ...{ reply: '{}', at: '2026-11-23T10:00:00.000Z' },
};

describe('submitting', () => {
  test('is one transaction with head, revision, one request per partner, event, start and email', async () => {
    const coalition = await memoryCoalition();
    const { changes, deps } = watched(coalition);
    const at = coalition.now;
    const value = aSubmission();
    const submitted = await submitProposal(deps, {
      content: { kind: 'read', value },
      holder: null,
      at,
      reply: () => reply,
    });
    if (submitted.kind !== 'submitted') throw new Error('It is sound');
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(change).toMatchObject({
      expected: null,
      head: { id: submitted.id, reference: submitted.reference, status: 'sign-off', revision: 1, cycle: 1, version: 1 },
      revision: { number: 1, total: 9_000_000, scheme: { name: 'standard' }, parameters: { id: 'green-book-2026-02' } },
      people: [{ name: 'Head of Digital', email: 'digital@hackney.example' }],
      reply,
    });
    expect(change?.requests?.map(({ borough, asked, lead }) => [borough, asked, lead])).toEqual([
      [camden, 3_000_000, false],
      [hackney, 3_000_000, true],
      [newham, 3_000_000, false],
    ]);
    expect(change?.events.map(({ type }) => type)).toEqual(['submitted']);
    expect(change?.outbox?.map(({ task }) => task)).toMatchObject([
      { kind: 'start', cycle: 1, revision: 1 },
      { kind: 'mail', messages: [{ mail: 'submitted' }] },
    ]);
    expect(change?.movements).toBeUndefined();
  });

  test('R1 asks every borough, and the proposer gets a tracking link', async () => {
    const { coalition, id } = await inSignOff();
    expect(coalition.mails.map(({ message, to }) => [message.mail, to.email]).toSorted()).toEqual([
      ['sign-off-request', 'approver@camden.example'],
      ['sign-off-request', 'approver@hackney.example'],
      ['sign-off-request', 'approver@newham.example'],
      ['submitted', 'digital@hackney.example'],
    ]);
    expect((await coalition.state(id)).head).toMatchObject({ opened: true, closesAt: '2026-12-07T17:00:00.000Z' });
    await expectSound(coalition);
  });

  test('R19 stores the proposer as a random id: name and address are only with the person', async () => {
    const { coalition, id } = await inSignOff();
    const { head, revision } = await coalition.state(id);
    expect(revision.content.proposer).toMatch(/^[0-9a-f]{32}$/);
    expect(head.proposer).toBe(revision.content.proposer);
    expect(JSON.stringify([revision, await coalition.events(id)])).not.toContain('digital@hackney.example');
  });

  test("R8 counts the proposer and the key's holder as authors, once if they share a mailbox", async () => {
    const coalition = await memoryCoalition();
    const authors = async (holder: string | null) => {
      const id = await coalition.submit(aSubmission(), { holder });
      const people = await coalition.world.people.get((await coalition.state(id)).head.authors);
      return people.map(({ email }) => email).toSorted();
    };
    expect(await authors(null)).toEqual(['digital@hackney.example']);
    expect(await authors('Digital+key@Hackney.example')).toEqual(['digital@hackney.example']);
    expect(await authors('demo@joint-funding.example')).toEqual([
      'demo@joint-funding.example',
      'digital@hackney.example',
    ]);
  });

  test('R8 asks the deputy if the approver wrote it, and reports a borough with nobody left', async () => {
    const coalition = await memoryCoalition();
    const proposer = { name: 'Approver', email: 'Approver+jf@hackney.example' };
    const id = await coalition.submit(aSubmission({ proposer }), { holder: 'deputy@camden.example' });
    expect((await coalition.request(id, hackney)).asks.map(({ role }) => role)).toEqual(['deputy']);
    expect((await coalition.request(id, camden)).asks.map(({ role }) => role)).toEqual(['approver']);
    const both = await coalition.submit(aSubmission({ proposer }), { holder: 'deputy@hackney.example' });
    expect((await coalition.request(both, hackney)).asks).toEqual([]);
    expect(
      coalition.mails.filter(({ message, proposal }) => proposal === both && message.mail === 'sign-off-request'),
    ).toHaveLength(2);
  });

  test('R14 is appraised as if all join, by the parameter set of the day', async () => {
    const coalition = await memoryCoalition();
    const id = await coalition.submit(sample('digital-apprenticeships'));
    const { appraisal } = await coalition.state(id);
    expect(appraisal).toMatchObject({ npsv: 9_441_084, bcr: 1.6424 });
  });

  test('R10 asks for the cost to the penny, whatever the cost and the boroughs', async () => {
    const coalition = await memoryCoalition();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...everyBorough), { minLength: 2, maxLength: 33 }),
        fc.constantFrom('equal' as const, 'population' as const),
        fc.array(fc.integer({ min: 1, max: 99_999_999 }), { minLength: 1, maxLength: 5 }),
        async (boroughs, apportionment, amounts) => {
          const [leadBorough = gss('')] = boroughs;
          const lead = await coalition.world.boroughs.get(leadBorough);
          const proposer = { name: 'Proposer', email: `proposer@${lead?.emailDomains[0]}` };
          const costs = amounts.map((amount) => cost(amount));
          const changes = { leadBorough, proposer, partners: among(...boroughs), apportionment, costs };
          const submitted = await coalition.trySubmit(aSubmission(changes));
          if (submitted.kind === 'invalid') throw new Error(JSON.stringify(submitted.faults));
          const { requests } = await coalition.state(submitted.id);
          expect(sumOf(requests.map(({ asked }) => asked))).toBe(sumOf(amounts));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('accepts 33 boroughs and twelve columns', async () => {
    const { coalition, id } = await inSignOff(
      aSubmission({ partners: among(...everyBorough), costs: twelveColumns(1_000_000) }),
    );
    expect((await coalition.state(id)).requests).toHaveLength(33);
    expect(coalition.mails).toHaveLength(34);
    await expectSound(coalition);
  });
});

describe('what is refused', () => {
  test('lists every fault at once, each with its pointer, and writes nothing', async () => {
    const coalition = await memoryCoalition();
    const before = coalition.world.table.changes.length;
    expect(
      await faultsOf(coalition, {
        partners: [{ borough: camden }, { borough: camden }, { borough: gss('E09000099'), weight: 2 }],
        proposer: { name: 'Somebody', email: 'somebody@elsewhere.example' },
        scheme: 'unknown',
        costs: [cost(1, { financialYear: '2025-26' }), cost(2, { stage: 2 }), cost(3, { borough: newham })],
        respondBy: '2026-11-22T10:00:00.000Z',
      }),
    ).toEqual([
      '/partners',
      '/proposer/email',
      '/scheme',
      '/partners/1/borough',
      '/partners/2/borough',
      '/partners/2/weight',
      '/costs/0/financialYear',
      '/costs/1/stage',
      '/costs/2/borough',
      '/respondBy',
    ]);
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('lists faults of form beside those of content', async () => {
    const coalition = await memoryCoalition();
    const { costs: _, ...sound } = aSubmission({ scheme: 'unknown' });
    const form = { pointer: '/costs', detail: 'Required: costs.' };
    const submitted = await coalition.trySubmit(aSubmission(), { content: { kind: 'faults', faults: [form], sound } });
    expect(submitted).toMatchObject({ kind: 'invalid', faults: [form, { pointer: '/scheme' }] });
  });

  test('R10 refuses a partner whose benefits give it no weight', async () => {
    const coalition = await memoryCoalition();
    const benefits = [hackney, camden].map((borough) => ({
      ...({
        borough,
        financialYear: '2027-28',
        class: 'cashable',
        amount: 5,
        confidence: 1,
        description: 'Less',
      } as const),
    }));
    expect(await faultsOf(coalition, { apportionment: 'benefit', benefits })).toEqual(['/partners/2/borough']);
  });

  test('refuses an answer due in less than 24 hours, and accepts one due in 24 hours', async () => {
    const coalition = await memoryCoalition();
    expect(await faultsOf(coalition, { respondBy: '2026-11-24T09:59:59.999Z' })).toEqual(['/respondBy']);
    expect(await faultsOf(coalition, { respondBy: '2026-11-24T10:00:00.000Z' })).toEqual([]);
  });
});

describe('under faults', () => {
  test('a submission whose reply was lost is not repeated', async () => {
    const coalition = await memoryCoalition();
    coalition.world.table.failNext('lost-after');
    const id = await coalition.submit(aSubmission());
    expect(proposalsOf(coalition)).toEqual([id]);
    await expectSound(coalition);
  });

  test('a write that completes after its reply was given up is recognised', async () => {
    const coalition = await memoryCoalition();
    const { proposals } = coalition.world;
    const commit = proposals.commit.bind(proposals);
    let late: Change | undefined;
    proposals.commit = async (change) => {
      if (late === undefined) {
        late = change;
        return { kind: 'again', why: 'conflict' };
      }
      await commit(late);
      return commit(change);
    };
    const id = await coalition.submit(aSubmission());
    expect(proposalsOf(coalition)).toEqual([id]);
  });

  test.each(['conflict', 'throttle', 'lost-before'] as const)(
    '%s is tried again seven times, but not without end',
    async (fault) => {
      const coalition = await memoryCoalition();
      coalition.world.table.failNext(...Array.from({ length: 7 }, () => fault));
      await coalition.submit(aSubmission());
      coalition.faultOf = () => fault;
      await expect(coalition.trySubmit(aSubmission())).rejects.toThrow(Overloaded);
      expect(proposalsOf(coalition)).toHaveLength(1);
    },
  );

  test('a reference that another proposal has is replaced by another', async () => {
    const coalition = await memoryCoalition();
    const { bytes } = coalition.world.randomness;
    const taken = (await coalition.state(await coalition.submit(aSubmission()))).head.reference;
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const same = Uint8Array.from([...taken.slice(3), '0', '0'], (digit) => digits.indexOf(digit));
    let first = true;
    coalition.world.randomness.bytes = (count: number) => {
      if (count !== 8 || !first) return bytes.call(coalition.world.randomness, count);
      first = false;
      return same;
    };
    const id = await coalition.submit(aSubmission());
    expect((await coalition.state(id)).head.reference).not.toBe(taken);
  });

  test('the same Idempotency-Key submits once: the second caller hears that a reply exists', async () => {
    const coalition = await memoryCoalition();
    await coalition.submit(aSubmission(), { reply: () => reply });
    await expect(coalition.trySubmit(aSubmission(), { reply: () => reply })).rejects.toThrow(AlreadyReplied);
    expect(proposalsOf(coalition)).toHaveLength(1);
    expect(await coalition.world.replies.get(reply.hash)).toEqual(reply);
  });
});
