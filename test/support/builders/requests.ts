import type {
  AskedOfficer,
  SignOffAnswer,
  SignOffRequest,
} from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { who } from './ids.ts';

/** An approver who was asked for themselves when the request opened. */
export function anAsk(person: string, more: Partial<AskedOfficer> = {}): AskedOfficer {
  return {
    ...{ person: who(person), officer: 'approver', role: 'approver', onBehalfOf: null },
    ...{ askedAt: '2026-11-23T10:00:00.000Z', passedOn: null, ...more },
  };
}

/** A request to a borough's approver, `approver-{code}`, that is not delivered or answered yet. */
export function aRequest(borough: BoroughCode, more: Partial<SignOffRequest> = {}): SignOffRequest {
  return {
    ...{ borough, name: `Borough ${borough}`, lead: false, weight: 1, asked: 100, ownLines: 0 },
    ...{ asks: [anAsk(`approver-${borough}`)], answer: null, late: null, delivery: 'pending', remindedAt: [] },
    ...{ hold: { status: 'none', cells: [], committed: [] }, silenceNote: null, ...more },
  };
}

/** An answer by a link, without an amount. */
export function anAnswer(kind: SignOffAnswer['kind'], more: Partial<SignOffAnswer> = {}): SignOffAnswer {
  return {
    ...{ kind, at: '2026-11-24T09:00:00.000Z', by: who('approver'), onBehalfOf: null, upTo: null },
    ...{ authority: 'Scheme of delegation, 4.2', comment: 'For these reasons', pledged: [], silence: false },
    ...{ link: 'a'.repeat(64), record: 'ODR-1', ...more },
  };
}

/** An approval up to this many pence. */
export function anApproval(upTo: number, more: Partial<SignOffAnswer> = {}): SignOffAnswer {
  return anAnswer('approve', { upTo, ...more });
}
