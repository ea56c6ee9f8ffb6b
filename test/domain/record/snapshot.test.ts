import { expect, test } from 'vitest';
import { isFresh, type Snapshot } from '../../../functions/domain/record/snapshot.ts';

const madeAt = '2026-10-24T12:00:00.000Z';
const made: readonly Snapshot[] = [
  { kind: 'object', object: 'roi.csv', asAt: madeAt, madeAt, bytes: 12 },
  { kind: 'beyond-format', why: 'More rows than a sheet has', madeAt },
];

test.each(made)('a snapshot is served for 24 hours, whatever clocks do: $kind', (snapshot) => {
  expect(isFresh(snapshot, madeAt)).toBe(true);
  expect(isFresh(snapshot, '2026-10-25T11:59:59.999Z')).toBe(true);
  expect(isFresh(snapshot, '2026-10-25T12:00:00.000Z')).toBe(false);
});
