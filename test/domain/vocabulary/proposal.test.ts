import { describe, expect, test } from 'vitest';
import {
  mayMake,
  resumptionFrom,
  type Status,
  statuses,
  type Transition,
  type TransitionName,
  transitions,
} from '../../../functions/domain/vocabulary/proposal.ts';

const table = Object.entries(transitions) as [TransitionName, Transition][];
const final = ['not-funded', 'lapsed', 'withdrawn', 'closed'] as const satisfies readonly Status[];

/** The statuses that can be reached from `start`, including itself, by all transitions except those left out. */
function reachable(start: Status | null, leftOut: readonly TransitionName[] = []): ReadonlySet<Status | null> {
  const found = new Set<Status | null>([start]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const [name, { from, to }] of table) {
      if (!leftOut.includes(name) && from.some((status) => found.has(status))) found.add(to);
    }
  }
  return found;
}

function exits(status: Status): readonly TransitionName[] {
  return table.filter(([name]) => mayMake(name, status)).map(([name]) => name);
}

describe('the table of transitions', () => {
  test.each(statuses)('%s can be reached from the start', (status) => {
    expect(reachable(null)).toContain(status);
  });

  test.each(final)('nothing leads out of %s', (status) => {
    expect(exits(status)).toEqual([]);
  });

  test('funded only closes', () => {
    expect(exits('funded')).toEqual(['close']);
  });

  test.each(statuses)(
    'promise 2: from %s a settled or final status can be reached, even without needing attention',
    (status) => {
      const ends = [...reachable(status, status === 'needs-attention' ? [] : ['need-attention'])];
      expect(ends.some((end) => end === 'funded' || final.some((each) => each === end))).toBe(true);
    },
  );

  test('every ending passes through settling', () => {
    const endings = ['funded', 'not-funded', 'lapsed', 'withdrawn'] as const;
    for (const ending of endings) {
      expect(table.filter(([, { to }]) => to === ending)).toEqual([
        [`settle-${ending}`, { from: ['settling'], to: ending }],
      ]);
    }
    expect(
      [...reachable(null, ['end', 'need-attention'])].filter((status) => endings.some((ending) => ending === status)),
    ).toEqual([]);
  });

  test('a proposal can be resumed only from needing attention', () => {
    const stopsIn = transitions['need-attention'].from;
    expect(exits('needs-attention')).toEqual(stopsIn.map((status) => `resume-${status}`));
    for (const status of stopsIn) expect(transitions[`resume-${status}`].to).toBe(status);
    for (const status of stopsIn) expect(resumptionFrom(status)).toBe(`resume-${status}`);
    for (const status of ['funded', 'withdrawn', null] as const) expect(resumptionFrom(status)).toBeNull();
  });

  test('a proposal is submitted once, and nothing else happens before', () => {
    expect(table.filter(([name]) => mayMake(name, null)).map(([name]) => name)).toEqual(['submit']);
    for (const status of statuses) expect(mayMake('submit', status)).toBe(false);
  });

  test('R29 once settling, nothing leads back to an answer, a review or a revision', () => {
    const after = reachable('settling', [
      'resume-sign-off',
      'resume-changes-requested',
      'resume-roi-review',
      'resume-confirming',
    ]);
    for (const open of ['sign-off', 'changes-requested', 'roi-review', 'confirming'] as const)
      expect(after).not.toContain(open);
  });
});
