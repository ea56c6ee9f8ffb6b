import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectProposal } from '../../../functions/application/reports/project-proposal.ts';
import { type Rebuilt, rebuildRows } from '../../../functions/application/reports/rebuild-rows.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import type { FakeItem } from '../../support/fakes/fake-table.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';

const damp = sample('damp-and-mould-sensors');
const contents = [damp, sample('digital-apprenticeships'), { ...damp, title: 'More of the same' }];

/** Several proposals at different points of their lives, with the rows that the stream keeps. */
async function lives(steps: readonly number[]): Promise<{ coalition: MemoryCoalition; ids: readonly ProposalId[] }> {
  const coalition = await memoryCoalition();
  const ids: ProposalId[] = [];
  for (const [at, step] of steps.entries()) {
    const id = await coalition.submit(contents[at % contents.length] ?? damp);
    const { requests } = await coalition.state(id);
    for (const { borough, asked } of requests.slice(0, step))
      await coalition.answer(id, borough, { answer: 'approve', upTo: asked });
    if (step % 3 === 2) await coalition.withdraw(id);
    if (step === 1) await coalition.revise(id, { ...damp, partners: damp.partners.slice(0, 3) });
    ids.push(id);
    await projectProposal(coalition.world, id);
  }
  return { coalition, ids };
}

/** What can happen to a row: it is lost or differs from the record, with an older, newer or equal version. */
const damages = fc.array(
  fc.record({
    place: fc.nat(),
    how: fc.constantFrom('lose', 'retitle', 'older', 'newer', 'remove', 'bring-back', 'stray'),
  }),
  { minLength: 1, maxLength: 25 },
);

async function damage({ world }: MemoryCoalition, { place, how }: { place: number; how: string }): Promise<void> {
  const rows = rowsOf(world.table.everything());
  const item = rows[place % rows.length];
  if (item === undefined) return;
  if (how === 'lose') {
    world.table.lose(item);
    return;
  }
  const row = item.value as ReportRow;
  const changed: Record<string, Partial<ReportRow>> = {
    retitle: { title: 'Something else' },
    older: { version: row.version - 1, status: 'lapsed' },
    newer: { version: row.version + 1_000_000, status: 'lapsed' },
    remove: { removed: true },
    'bring-back': { removed: false },
  };
  // A row of a borough that was never invited.
  if (how === 'stray' && row.row === 'roi') return world.rows.put([{ ...row, boroughCode: gss('E09999999') }]);
  world.table.lose(item);
  await world.table.transact('damage', [{ tag: 'damage', key: item, next: () => ({ ...row, ...changed[how] }) }]);
}

function rowsOf(items: readonly FakeItem[]): readonly FakeItem[] {
  return items.filter(({ pk }) => pk.startsWith('row ')).toSorted((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
}

/** What lists and reports show: never removed rows. */
function shown({ world }: MemoryCoalition): readonly string[] {
  const rows = rowsOf(world.table.everything()).map(({ value }) => value as ReportRow);
  return rows.filter(({ removed }) => !removed).map((row) => JSON.stringify(withoutVersion(row)));
}

/** Unchanged rows keep their version and moment; rebuilt rows have those of the record. */
function withoutVersion({ version: _, updatedAt: __, ...row }: ReportRow): object {
  return row;
}

const rebuild = (coalition: MemoryCoalition, progress?: (soFar: Rebuilt) => void) =>
  rebuildRows({ ...coalition.world, failed: (_, error) => expect.unreachable(String(error)) }, progress);

test('promise 7: whatever happened to rows, a rebuild shows what the stream kept, and a second one writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }), damages, async (steps, done) => {
      const { coalition, ids } = await lives(steps);
      const kept = shown(coalition);
      for (const each of done) await damage(coalition, each);
      const first = await rebuild(coalition);
      expect(shown(coalition)).toEqual(kept);
      expect(first).toMatchObject({ proposals: ids.length, failed: 0 });
      expect(await rebuild(coalition)).toEqual({ proposals: ids.length, rowsPut: 0, failed: 0 });
      // Later changes are projected as usual: no row was left with a version that nothing can reach.
      for (const id of ids) {
        await coalition.withdraw(id);
        await projectProposal(coalition.world, id);
        const { rows } = await coalition.world.rows.of(id);
        const { head } = await coalition.state(id);
        expect(new Set(rows.filter(({ removed }) => !removed).map(({ status }) => status))).toEqual(
          new Set([head.status]),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('reports its progress after each page of proposals', async () => {
  const { coalition } = await lives([0, 1, 2, 3, 4]);
  for (const item of rowsOf(coalition.world.table.everything())) coalition.world.table.lose(item);
  const said: Rebuilt[] = [];
  const done = await rebuild(coalition, (soFar) => said.push(soFar));
  expect(said.map(({ proposals }) => proposals)).toEqual([2, 4, 5]);
  expect(said.at(-1)).toEqual(done);
  expect(done.rowsPut).toBe(rowsOf(coalition.world.table.everything()).length);
});

test('reports a proposal that cannot be rebuilt, and rebuilds the others', async () => {
  const { coalition, ids } = await lives([0, 1, 2]);
  const kept = shown(coalition);
  for (const item of rowsOf(coalition.world.table.everything())) coalition.world.table.lose(item);
  const [bad = ''] = ids;
  const proposals = {
    ...coalition.world.proposals,
    load: async (id: ProposalId) => {
      if (id === bad) throw new Error("The item is not in this version's format");
      return coalition.world.proposals.load(id);
    },
    revision: (id: ProposalId, number: number) => coalition.world.proposals.revision(id, number),
    requests: (id: ProposalId, number: number) => coalition.world.proposals.requests(id, number),
    events: (id: ProposalId, from: number, limit: number) => coalition.world.proposals.events(id, from, limit),
  };
  const failed: string[] = [];
  const done = await rebuildRows({ ...coalition.world, proposals, failed: (id) => failed.push(id) });
  expect(failed).toEqual([bad]);
  expect(done).toMatchObject({ proposals: 3, failed: 1 });
  expect(shown(coalition)).toEqual(kept.filter((row) => !row.includes(`"${bad}"`)));
});
