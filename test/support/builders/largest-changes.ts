import type { Change } from '../../../functions/application/ports/record.ts';
import { movementsToHold } from '../../../functions/domain/money/budget.ts';
import type { RecordedReply } from '../../../functions/domain/record/access.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import { addYears } from '../../../functions/domain/vocabulary/financial-year.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from './ids.ts';
import {
  aContribution,
  aHead,
  approving,
  aRevision,
  cellsOf,
  changeOf,
  codes,
  newId,
  submission,
  submittedAt,
} from './records.ts';
import { anApproval, aRequest } from './requests.ts';

/** The largest changes that the limits of the interface allow: 40 partners, 24 columns, 256 KB of content, the longest texts. */

/** 33 boroughs, and seven bodies that have organisation identifiers. */
export const everyone = [
  ...codes(33),
  ...Array.from({ length: 7 }, (_, index) => gss(`GB-COH-0${1_234_567 + 911 * index}`)),
];
export const columns = cellsOf(24);
export const longText = '無'.repeat(4_000);
const requiredVersions = everyone.map((borough) => ({ borough, version: 1 }));

function reply(): RecordedReply {
  return { hash: newId(), body: 'f'.repeat(64), status: 201, headers: {}, reply: '{}', at: submittedAt };
}

function person() {
  return { id: who(newId()), name: 'Ada Lovelace', email: 'ada@hackney.example' };
}

function entry(proposal: ProposalId, name: string, mails: number) {
  const messages = everyone
    .slice(0, mails)
    .map((borough) => ({ mail: 'sign-off-request', to: who(newId()), borough, revision: 1 }) as const);
  const task = { kind: 'mail', messages } as const;
  return { id: `mail.${proposal}.${name}`, proposal, task, status: 'pending', attempt: 1, due: submittedAt } as const;
}

/** A submission that relies on every borough, with a reply to keep. */
export function largestSubmission(): Change {
  const head = aHead(everyone);
  const revision = aRevision(head.id, everyone);
  const [benefit] = revision.content.benefits;
  const content = {
    ...revision.content,
    costs: Array.from({ length: 200 }, (_, index) => ({
      financialYear: addYears('2026-27', index % 12),
      kind: 'revenue' as const,
      amount: 99_999_999_999,
      description: 'c'.repeat(400),
      stage: 1,
    })),
    benefits: Array.from({ length: 500 }, () => ({ ...benefit, description: 'b'.repeat(180) })),
    alternatives: longText,
  } as typeof revision.content;
  return submission(
    everyone,
    {
      revision: { ...revision, content },
      people: [person(), person()],
      outbox: [entry(head.id, '1', 1), entry(head.id, '2', 1)],
      requiredVersions,
      reply: reply(),
    },
    head,
  );
}

/** Opens the round: asks 40 officers, relies on their boroughs, and emails all of them. */
export function largestOpening(before: Pick<ProposalState, 'head'>): Change {
  const { id } = before.head;
  return changeOf(before, {
    requests: everyone.map((borough) => aRequest(borough)),
    requiredVersions,
    token: {
      ...{ proposal: id, cycle: 1, step: 'sign-off', token: 't'.repeat(800) },
      attempt: { enteredAt: submittedAt, retry: 12 },
    },
    outbox: [entry(id, '3', everyone.length)],
    acknowledges: [`mail.${id}.1`],
  });
}

/** An approval of 24 columns that replaces another answer and closes the round of 40 as carried. */
export function largestClosingAnswer(state: ProposalState): Change {
  const { id } = state.head;
  return approving(state, gss('E09000001'), columns, {
    requiredVersions: requiredVersions.slice(0, 1),
    replaced: [
      {
        ...{ borough: gss('E09000001'), order: 19, why: 'replaced', at: submittedAt, by: who(newId()) },
        answer: anApproval(1, { comment: longText }),
      },
    ],
    round: { kind: 'carried', at: submittedAt, reasons: [longText] },
    contributions: everyone.map((borough) => aContribution(borough, columns)),
    appraisal: state.appraisal,
    outbox: [entry(id, '4', everyone.length), entry(id, '5', 1)],
  });
}

/** A close at the deadline, when each of 40 partners either pays or was silent. */
export function largestDeadlineClose(state: ProposalState): Change {
  const [paying, silent] = [everyone.slice(0, 17), everyone.slice(17)];
  return changeOf(state, {
    requests: silent.map((borough) => aRequest(borough, { silenceNote: longText })),
    round: { kind: 'carried', at: submittedAt, reasons: ['Enough'] },
    contributions: paying.map((borough) => aContribution(borough, columns)),
    appraisal: state.appraisal,
    requiredVersions,
    outbox: [entry(state.head.id, '4', everyone.length)],
  });
}

/** A revocation after the close: a hold of 24 columns is released and 39 partners share again. Keeps the longest reply. */
export function largestRevocation(state: ProposalState): Change {
  const { id } = state.head;
  const [borough = gss('')] = everyone;
  const revoked = { at: submittedAt, by: who(newId()), reason: longText };
  return changeOf(state, {
    requests: [aRequest(borough, { revoked, hold: { status: 'released', cells: [], committed: [] } })],
    movements: movementsToHold(borough, [], columns),
    round: { kind: 'carried', at: submittedAt, reasons: [longText] },
    contributions: everyone.slice(1).map((each) => aContribution(each, columns)),
    appraisal: state.appraisal,
    people: [person()],
    outbox: [entry(id, '6', everyone.length)],
    reply: { ...reply(), reply: JSON.stringify({ text: '無'.repeat(500_000) }) },
  });
}
