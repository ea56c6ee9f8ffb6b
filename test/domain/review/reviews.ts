import type { ReviewAnswerKind, ReviewRequest } from '../../../functions/domain/review/review.ts';
import type { Borough, Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer } from '../../support/builders/boroughs.ts';
import { gss, who } from '../../support/builders/ids.ts';

/** GSS codes: one borough leads, and the others come before, between and after it. */
export const [lead, early, middle, late] = [
  gss('E09000012'),
  gss('E09000007'),
  gss('E09000019'),
  gss('E09000033'),
] as const;
/** A review's deadline, and the millisecond before and after it. */
export const [before, deadline, after] = [
  '2026-11-27T16:59:59.999Z',
  '2026-11-27T17:00:00.000Z',
  '2026-11-27T17:00:00.001Z',
] as const;

/** A reviewer of a borough, the first unless numbered; the address contains the borough's code. */
export function reviewer(borough: BoroughCode, number = 1, more: Partial<Officer> = {}): Officer {
  const id = `${borough}-${number}`;
  const email = `reviewer-${number}@${borough.toLowerCase()}.example`;
  return anOfficer(borough, id, { person: who(`person-${id}`), email, roles: ['reviewer'], ...more });
}

export const borough = (code: BoroughCode, officers: readonly Officer[] = [reviewer(code)]): Borough =>
  aBorough(code, { officers });

/** A waiting request to the first reviewer of a borough. */
export function request(code: BoroughCode, more: Partial<ReviewRequest> = {}): ReviewRequest {
  return {
    ...{ borough: code, name: `Borough ${code}`, person: who(`person-${code}-1`), officer: `${code}-1` },
    ...{ askedAt: '2026-11-20T09:00:00.000Z', answer: null, passedOn: null, late: null, delivery: 'pending' },
    ...{ remindedAt: [], ...more },
  };
}

export function answered(code: BoroughCode, kind: ReviewAnswerKind, conditions: string | null = null): ReviewRequest {
  return request(code, {
    answer: {
      ...{ kind, at: '2026-11-25T09:00:00.000Z', by: who(`person-${code}-1`), authority: 'Scheme of delegation, 4.2' },
      ...{ reasons: 'Reasons of twenty characters', conditions, link: 'a'.repeat(64), record: `R-${code}` },
    },
  });
}

export const routing = { on: '2026-11-20' as const, authors: [], recused: [], answered: [], addresses: new Map() };

/** Stands for SHA-256 where a test wants the boroughs asked in the order of their codes. */
export const codeIn = (text: string): string => text.slice(text.indexOf('#') + 1);
