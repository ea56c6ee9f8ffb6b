import { greenBook202602 } from '../../../functions/domain/appraisal/data/green-book-2026-02.ts';
import type { Circumstances } from '../../../functions/domain/submission/submission-circumstances.ts';
import { submissionFaults } from '../../../functions/domain/submission/submission-faults.ts';
import { gss } from '../../support/builders/ids.ts';
import { type Json, put, submissionContent } from '../../support/builders/submission-bodies.ts';

/** A scheme, three boroughs that exist, and a submission at a moment before its `respondBy`. */
export const circumstances: Circumstances = {
  at: '2026-11-23T10:00:00.000Z',
  boroughs: new Map([
    [gss('E09000012'), { name: 'Hackney', emailDomains: ['hackney.example', 'hackney-homes.example'] }],
    [gss('E09000007'), { name: 'Camden', emailDomains: ['camden.example'] }],
    [gss('E09000019'), { name: 'Islington', emailDomains: ['islington.example'] }],
  ]),
  scheme: { shortestResponse: 'PT48H' },
  parameters: greenBook202602,
  allowShortResponses: false,
  allowStages: true,
};

/** The faults of a good submission after a change, as `pointer: detail`. */
export function faultsOf(change: (body: Json) => void, more: Partial<Circumstances> = {}): readonly string[] {
  const faults = submissionFaults(submissionContent(change), { ...circumstances, ...more });
  return faults.map(({ pointer, detail }) => `${pointer}: ${detail}`);
}

/** Changes one place of a body. */
export const set = (pointer: string, value: unknown) => (body: Json) => put(body, pointer, value);
const pointerOf = (fault: string) => fault.slice(0, fault.indexOf(':'));
/** The same, as pointers only. */
export const pointers = (...args: Parameters<typeof faultsOf>) => faultsOf(...args).map(pointerOf);
