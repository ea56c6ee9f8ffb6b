import { describe, expect, test } from 'vitest';
import { contributionsInForce, withCells } from '../../../functions/domain/record/contributions.ts';
import { boroughName } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { standOf } from '../../../functions/domain/sign-off/stand.ts';
import { camden, hackney } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';
import { anApproval, aRequest } from '../../support/builders/requests.ts';
import { cost } from '../../support/builders/submissions.ts';

const revoked = { at: '2026-12-03T10:00:00.000Z', by: who('secretariat'), reason: 'The budget was cut.' } as const;
const cell = { stage: 1, financialYear: '2026-27', kind: 'revenue' } as const;

describe('R10, R11 contributions', () => {
  test('R11 each has the cells of its own row, in the order of the shares', () => {
    const shares = [
      { borough: camden, shared: 1_000, ownLines: 500, amount: 1_500 },
      { borough: hackney, shared: 2_000, ownLines: 0, amount: 2_000 },
    ];
    expect(withCells([cost(3_000), cost(500, { borough: camden })], shares)).toEqual([
      { borough: camden, amount: 1_500, cells: [{ ...cell, amount: 1_500 }] },
      { borough: hackney, amount: 2_000, cells: [{ ...cell, amount: 2_000 }] },
    ]);
  });

  test('R29 they are in force until one of their own boroughs has revoked', () => {
    const recorded = [{ borough: camden, amount: 1_500, cells: [] }];
    const approved = aRequest(camden, { answer: anApproval(1_500) });
    const other = aRequest(hackney, { answer: anApproval(2_000), revoked });
    expect(contributionsInForce(recorded, [approved, other])).toBe(recorded);
    expect(contributionsInForce(recorded, [{ ...approved, revoked }, other])).toEqual([]);
  });
});

describe('a request', () => {
  test('R29 shows its answer, none, or that its approval was revoked', () => {
    const approved = aRequest(camden, { answer: anApproval(1_500) });
    expect(standOf(aRequest(camden, { answer: null }))).toBe(null);
    expect(standOf(approved)).toBe('approve');
    expect(standOf({ ...approved, revoked })).toBe('revoked');
  });

  test('gives the name of its borough, and the code of a borough that was not asked', () => {
    const requests = [aRequest(camden, { name: 'Camden' })];
    expect(boroughName(requests, camden)).toBe('Camden');
    expect(boroughName(requests, hackney)).toBe(hackney);
  });
});
