import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectProposal } from '../../../functions/application/reports/project-proposal.ts';
import { type Rebuilt, rebuildRows } from '../../../functions/application/reports/rebuild-rows.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import type { FakeItem } from '../../support/fakes/fake-table.ts';
import { type Life, livingWorld } from '../lives/life.ts';

const damp = sample('damp-and-mould-sensors');
const contents = [damp, sample('digital-apprenticeships'), { ...damp, title: 'More of the same' }];

/** Several proposals at different points of their lives, with the rows that the stream keeps. */
async function lives(steps: readonly number[]): Promise<{ life: Life; ids: readonly ProposalId[] }> {
  const life = await livingWorld();
  const ids: ProposalId[] = [];
  for (const [at, step] of steps.entries()) {
    const id = await life.submit(contents[at % contents.length] ?? damp);
    await life.open(id);
    const { requests } = await life.stateOf(id);
    for (const { borough, asked } of requests.slice(0, step))
      await life.answer(id, borough, { answer: 'approve', upTo: (asked / 100).toFixed(2) });
    if (step % 3 === 2) await life.withdraw(id);
    if (step % 3 === 2) await life.settle(id);
    if (step === 1) await life.revise(id, { ...damp, partners: damp.partners.slice(0, 3) });
    ids.push(id);
    await projectProposal(life.here, id);
  }
  return { life, ids };
}

/** What can happen to a row: it is lost or differs from the record, with an older, newer or equal version. */
const damages = fc.array(
  fc.record({
    place: fc.nat(),
    how: fc.constantFrom('lose', 'retitle', 'older', 'newer', 'remove', 'bring-back', 'stray'),
  }),
  { minLength: 1, maxLength: 25 },
);

async function damage({ here }: Life, { place, how }: { place: number; how: string }): Promise<void> {
  const rows = rowsOf(here.table.everything());
  const item = rows[place % rows.length];
  if (item === undefined) return;
  if (how === 'lose') {
    here.table.lose(item);
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
  if (how === 'stray' && row.row === 'roi') return here.rows.put([{ ...row, boroughCode: gss('E09999999') }]);
  here.table.lose(item);
  await here.table.transact('damage', [{ tag: 'damage', key: item, next: () => ({ ...row, ...changed[how] }) }]);
}

function rowsOf(items: readonly FakeItem[]): readonly FakeItem[] {
  return items.filter(({ pk }) => pk.startsWith('row ')).toSorted((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
}

/** What lists and reports show: never removed rows. */
function shown({ here }: Life): readonly string[] {
  const rows = rowsOf(here.table.everything()).map(({ value }) => value as ReportRow);
  return rows.filter(({ removed }) => !removed).map((row) => JSON.stringify(withoutVersion(row)));
}

/** Unchanged rows keep their version and moment; rebuilt rows have those of the record. */
function withoutVersion({ version: _, updatedAt: __, ...row }: ReportRow): object {
  return row;
}

const rebuild = (life: Life, progress?: (soFar: Rebuilt) => void) =>
  rebuildRows({ ...life.here, failed: (_, error) => expect.unreachable(String(error)) }, progress);

test('promise 7: whatever happened to rows, a rebuild shows what the stream kept, and a second one writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }), damages, async (steps, done) => {
      const { life, ids } = await lives(steps);
      const kept = shown(life);
      for (const each of done) await damage(life, each);
      const first = await rebuild(life);
      expect(shown(life)).toEqual(kept);
      expect(first).toMatchObject({ proposals: ids.length, failed: 0 });
      expect(await rebuild(life)).toEqual({ proposals: ids.length, rowsPut: 0, failed: 0 });
      // Later changes are projected as usual: no row was left with a version that nothing can reach.
      for (const id of ids) {
        await life.withdraw(id);
        await life.settle(id);
        await projectProposal(life.here, id);
        const { rows } = await life.here.rows.of(id);
        const { head } = await life.stateOf(id);
        expect(new Set(rows.filter(({ removed }) => !removed).map(({ status }) => status))).toEqual(
          new Set([head.status]),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('reports its progress after each page of proposals', async () => {
  const { life } = await lives([0, 1, 2, 3, 4]);
  for (const item of rowsOf(life.here.table.everything())) life.here.table.lose(item);
  const said: Rebuilt[] = [];
  const done = await rebuild(life, (soFar) => said.push(soFar));
  expect(said.map(({ proposals }) => proposals)).toEqual([2, 4, 5]);
  expect(said.at(-1)).toEqual(done);
  expect(done.rowsPut).toBe(rowsOf(life.here.table.everything()).length);
});

test('reports a proposal that cannot be rebuilt, and rebuilds the others', async () => {
  const { life, ids } = await lives([0, 1, 2]);
  const kept = shown(life);
  for (const item of rowsOf(life.here.table.everything())) life.here.table.lose(item);
  const [bad = ''] = ids;
  const proposals = {
    ...life.here.proposals,
    load: async (id: ProposalId) => {
      if (id === bad) throw new Error("The item is not in this version's format");
      return life.here.proposals.load(id);
    },
    revision: (id: ProposalId, number: number) => life.here.proposals.revision(id, number),
    requests: (id: ProposalId, number: number) => life.here.proposals.requests(id, number),
    events: (id: ProposalId, from: number, limit: number) => life.here.proposals.events(id, from, limit),
  };
  const failed: string[] = [];
  const done = await rebuildRows({ ...life.here, proposals, failed: (id) => failed.push(id) });
  expect(failed).toEqual([bad]);
  expect(done).toMatchObject({ proposals: 3, failed: 1 });
  expect(shown(life)).toEqual(kept.filter((row) => !row.includes(`"${bad}"`)));
});
