import { expect, test } from 'vitest';
import { parameterSetChange } from '../../../functions/domain/revision/parameter-set-change.ts';

const old = { id: 'green-book-2022', from: '2022-11-18' } as const;

test('R7, R14 a revision that is appraised with other figures says so, although no field changed', () => {
  expect(parameterSetChange(old, { id: 'green-book-2026-02', from: '2026-02-01' })).toEqual([
    {
      pointer: '',
      label: 'Figures of the appraisal',
      before: 'parameter set green-book-2022, in use from 18 November 2022',
      after: 'parameter set green-book-2026-02, in use from 1 February 2026',
    },
  ]);
});

test('R7, R14 the same parameter set is not a change; only its id counts', () => {
  expect(parameterSetChange(old, { ...old })).toEqual([]);
  expect(parameterSetChange(old, { ...old, from: '2022-11-19' })).toEqual([]);
  expect(parameterSetChange(old, { ...old, id: 'another' })).toHaveLength(1);
});
