import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { signOffRequest } from '../../../functions/schemas/items/sign-off-request.ts';
import { gss } from '../../support/builders/ids.ts';
import { anApproval, aRequest } from '../../support/builders/requests.ts';

test('R18 an empty pledge is read back as empty, and the 0 of an older item as 0', () => {
  expect(read([10, null]).answer?.pledged).toEqual([10, null]);
  expect(read([10, 0]).answer?.pledged).toEqual([10, 0]);
  expect(() => read([-1])).toThrow('too_small');
});

test('R7 a request keeps which revision was answered and what was set aside, and an older item has neither', () => {
  const given = anApproval(500, { pledged: [], answeredRevision: 1 });
  const setAside = { answer: given, asked: 400, why: ['The title changed.'] };
  expect(z.parse(signOffRequest, stored(aRequest(gss('E09000012'), { answer: given, setAside })))).toMatchObject({
    answer: { answeredRevision: 1 },
    setAside,
  });
  const older = z.parse(signOffRequest, stored(aRequest(gss('E09000012'), { answer: anApproval(500) })));
  expect([older.setAside, older.answer?.answeredRevision]).toEqual([undefined, undefined]);
});

function read(pledged: readonly (number | null)[]) {
  return z.parse(signOffRequest, stored(aRequest(gss('E09000012'), { answer: anApproval(500, { pledged }) })));
}

function stored({ hold: _, ...request }: SignOffRequest) {
  return { ...request, holdStatus: 'none', holdCells: '', holdCommitted: '' };
}
