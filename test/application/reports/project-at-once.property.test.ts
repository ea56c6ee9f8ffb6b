import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ProjectDependencies,
  projectProposal,
  reportRowsOf,
} from '../../../functions/application/reports/project-proposal.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';
import { pid } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import { world } from '../../support/worlds/world.ts';
import { answered, opened, submitted } from '../lives/states.ts';

const before = opened(submitted(sample('damp-and-mould-sensors')));

/** One change after the other. The record may return to an earlier state. */
interface Change {
  readonly status: 'sign-off' | 'changes-requested';
  /** Who has declined; null means nobody. */
  readonly declined: 0 | 1 | null;
}
const histories: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    status: fc.constantFrom<Change['status'][]>('sign-off', 'changes-requested'),
    declined: fc.constantFrom<Change['declined'][]>(0, 1, null),
  }),
  { minLength: 1, maxLength: 5 },
);

function stateAfter({ status, declined }: Change, index: number): ProposalState {
  const borough = declined === null ? undefined : before.requests[declined]?.borough;
  const state = borough === undefined ? before : answered(before, borough, { kind: 'decline' });
  return { ...state, head: { ...state.head, status, version: index + 1 } };
}

/** A record that moves from state to state, with rows whose every read and write waits for its turn. */
function record(states: readonly ProposalState[], turn: () => Promise<unknown>) {
  const { rows, table } = world();
  table.pace = async () => void (await turn());
  let current = 0;
  const proposals: ProjectDependencies['proposals'] = {
    load: async () => {
      await turn();
      return states[current];
    },
    events: async () => [],
    revision: async () => undefined,
    requests: async () => [],
  };
  const advance = async () => {
    await turn();
    current += 1;
  };
  return { deps: { proposals, rows }, advance, table };
}

/** Projects each change after it happened, as the stream does, and again if that ended; the others continue. */
async function follow({ deps, advance }: ReturnType<typeof record>, count: number): Promise<void> {
  const project = async (): Promise<void> => {
    try {
      await projectProposal(deps, pid('p1'));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await project();
    }
  };
  const projections = [project()];
  for (let change = 1; change < count; change += 1) {
    await advance();
    projections.push(project());
  }
  await Promise.all(projections);
}

/** One state per argument: who has declined in it. */
function changed(...declined: readonly Change['declined'][]): readonly ProposalState[] {
  return declined.map((each, index) => stateAfter({ status: 'sign-off', declined: each }, index));
}

/** Something happens between the reading and the first rows that are put; if it `ends`, nothing is done after them. */
function slowly(
  { proposals, rows }: ReturnType<typeof record>['deps'],
  meanwhile: () => Promise<void>,
  ends: boolean,
): ProjectDependencies {
  let happened = false;
  return {
    proposals,
    rows: {
      of: (id) => rows.of(id),
      version: (id) => rows.version(id),
      put: async (put) => {
        if (!happened) {
          happened = true;
          await meanwhile();
        }
        await rows.put(put);
        if (ends) throw new Crash();
      },
      putOver: (row, expected) => rows.putOver(row, expected),
    },
  };
}

const said = (rows: readonly ReportRow[]) =>
  new Set(rows.map(({ version: _, updatedAt: __, ...row }) => JSON.stringify(Object.entries(row).toSorted())));

describe('rows that several projections write at once', () => {
  test('match the newest state, whatever the order of reads and writes, and even if one ends early', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.uniqueArray(fc.nat({ max: 40 })),
        fc.scheduler(),
        async (changes, ends, scheduler) => {
          const states = changes.map(stateAfter);
          const on = record(states, () => scheduler.schedule(Promise.resolve()));
          on.table.faultOf = ({ number }) => (ends.includes(number) ? 'crash-after' : 'none');
          const done = follow(on, states.length);
          await scheduler.waitFor(done);
          on.table.pace = async () => {};
          const newest = states.at(-1);
          if (newest === undefined) throw new Error('There is a state');
          expect(said((await on.deps.rows.of('p1')).rows)).toEqual(
            said(reportRowsOf(newest, [], newest.head.submittedAt)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('are written only if they differ from the stored ones', async () => {
    const on = record(changed(null, 0), async () => {});
    await projectProposal(on.deps, pid('p1'));
    await on.advance();
    await projectProposal(on.deps, pid('p1'));
    const written = on.table.changes.map(({ value }) => value as ReportRow).filter(({ version }) => version >= 20_000);
    expect(written.map((row) => (row.row === 'proposal' ? row.row : `${row.row} ${row.boroughCode}`))).toEqual([
      `roi ${before.requests[0]?.borough}`,
      `pipeline ${before.requests[0]?.borough}`,
      'proposal',
    ]);
  });

  test('that differ at the same version are made again from the record', async () => {
    const on = record(changed(null), async () => {});
    await projectProposal(on.deps, pid('p1'));
    const { rows: there } = await on.deps.rows.of('p1');
    const byOtherCode = there.map((row): ReportRow => ({ ...row, title: 'As other code had it' }));
    await on.deps.rows.put(byOtherCode);
    await projectProposal(on.deps, pid('p1'));
    expect((await on.deps.rows.of('p1')).rows).toEqual(there);
  });

  test('are right if a newer read comes between a repeated one, whose own row exists, and its repairs', async () => {
    const states = changed(null, 0, null, 0);
    const on = record(states, async () => {});
    const changeAndProject = async () => {
      await on.advance();
      await projectProposal(on.deps, pid('p1'));
    };
    await projectProposal(on.deps, pid('p1'));
    await on.advance();
    // Reads the second state, writes one of its rows over the third one's, and ends.
    await expect(projectProposal(slowly(on.deps, changeAndProject, true), pid('p1'))).rejects.toThrow(Crash);
    // Repairs that row, but only after the fourth has found it right.
    await projectProposal(slowly(on.deps, changeAndProject, false), pid('p1'));
    const newest = states[3];
    if (newest === undefined) throw new Error('There is a state');
    expect(said((await on.deps.rows.of('p1')).rows)).toEqual(said(reportRowsOf(newest, [], newest.head.submittedAt)));
  });
});
