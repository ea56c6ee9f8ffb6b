import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { signOffRequest } from '../../../functions/schemas/items/sign-off-request.ts';
import { gss } from '../../support/builders/ids.ts';
import { anApproval, aRequest } from '../../support/builders/requests.ts';

test('R18 an empty pledge is read back as empty, and the 0 of an older item as 0', () => {
  expect(read([10, null]).answer?.pledged).toEqual([10, null]);
  expect(read([10, 0]).answer?.pledged).toEqual([10, 0]);
  expect(() => read([-1])).toThrow('too_small');
});

function read(pledged: readonly (number | null)[]) {
  const { hold: _, ...request } = aRequest(gss('E09000012'), { answer: anApproval(500, { pledged }) });
  const stored = { ...request, holdStatus: 'none', holdCells: '', holdCommitted: '' };
  return z.parse(signOffRequest, stored);
}
