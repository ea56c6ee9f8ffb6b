import { reviseProposal } from '../../../functions/application/proposals/revise-proposal.ts';
import { submitProposal } from '../../../functions/application/proposals/submit-proposal.ts';
import { withdrawProposal } from '../../../functions/application/proposals/withdraw-proposal.ts';
import { answerReview } from '../../../functions/application/review/answer-review.ts';
import { openReview } from '../../../functions/application/review/open-review.ts';
import { answerSignOff } from '../../../functions/application/sign-off/answer-sign-off.ts';
import { openSignOff } from '../../../functions/application/sign-off/open-sign-off.ts';
import { settleProposal } from '../../../functions/application/workflow/settle-proposal.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalContent, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, everyBorough } from '../../support/builders/boroughs.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { world } from '../../support/worlds/world.ts';

/** A life of proposals in memory, through the use cases: what people and tasks do, without emails and workflow. */

export const years = ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31'] as const;
export const perBudget = 60_000_000;

function withOfficers(code: BoroughCode): Borough {
  const domain = `${code.toLowerCase()}.example`;
  const officers = ['approver', 'reviewer'].map((post) => anOfficer(code, post, { email: `${post}@${domain}` }));
  return aBorough(code, { emailDomains: [domain, 'hackney.example', 'southwark.example'], officers });
}

export async function livingWorld() {
  const here = world();
  for (const borough of everyBorough.map(withOfficers)) {
    const people = borough.officers.map(({ person, name, email }) => ({ id: person, name, email }));
    await here.boroughs.put(borough, people, null);
    for (const year of years) {
      await here.budgets.allocate(borough.borough, year, { revenue: perBudget, capital: perBudget });
    }
  }
  await here.schemes.put({ scheme: aScheme(), version: 1 }, null);
  const deps = { ...here, allowShortResponses: true };
  const now = () => here.clock.now();

  async function stateOf(id: ProposalId) {
    const state = await here.proposals.load(id);
    if (state === undefined) throw new Error(`There is no ${id}`);
    return state;
  }

  return {
    here,
    stateOf,
    async submit(value: ProposalContent): Promise<ProposalId> {
      const submitted = await submitProposal(deps, {
        content: { kind: 'read', value },
        holder: null,
        at: now(),
        reply: null,
      });
      if (submitted.kind === 'invalid') throw new Error(JSON.stringify(submitted.faults));
      return submitted.id;
    },
    /** The current step's requests are sent, as the workflow's task does it. */
    async open(proposal: ProposalId): Promise<void> {
      const { head } = await stateOf(proposal);
      const opening = { proposal, cycle: head.cycle, token: 'token', attempt: null };
      await (head.status === 'roi-review' ? openReview(deps, opening, now()) : openSignOff(deps, opening, now()));
    },
    /** A borough's approver answers by the form. */
    async answer(proposal: ProposalId, borough: BoroughCode, form: Readonly<Record<string, string>>): Promise<string> {
      const { head, revision, requests } = await stateOf(proposal);
      const person = requests.find((each) => each.borough === borough)?.asks.at(-1)?.person;
      if (person === undefined) return 'not-asked';
      const hash = here.digests.sha256(`${proposal} ${head.revision} ${borough}`);
      const link = {
        hash,
        purpose: 'sign-off',
        proposal,
        revision: head.revision,
        borough,
        person,
        mintedAt: now(),
      } as const;
      const typed = { revisionHash: revision.hash, declaration: 'yes', comment: '', ...form };
      return (await answerSignOff(deps, link, typed, now())).kind;
    },
    async review(proposal: ProposalId, answer: string): Promise<string> {
      const { head, revision, reviews } = await stateOf(proposal);
      const asked = reviews.find((each) => each.answer === null && each.passedOn === null);
      if (asked === undefined) return 'not-asked';
      const { borough, person } = asked;
      const hash = here.digests.sha256(`${proposal} ${head.revision} ${person}`);
      const link = {
        hash,
        purpose: 'review',
        proposal,
        revision: head.revision,
        borough,
        person,
        mintedAt: now(),
      } as const;
      const comment = 'The benefits are worth what they cost.';
      const form = { revisionHash: revision.hash, answer, comment, declaration: 'yes' };
      return (await answerReview(deps, link, form, now())).kind;
    },
    async revise(id: ProposalId, value: ProposalContent): Promise<string> {
      const content = { kind: 'read', value } as const;
      const revised = await reviseProposal(deps, { id, content, holder: null, precondition: 'any', at: now() });
      return revised?.kind ?? 'unknown';
    },
    async withdraw(id: ProposalId): Promise<string> {
      const reason = 'No longer wanted';
      const withdrawal = { id, reason, holder: null, precondition: 'any', at: now(), reply: null } as const;
      return (await withdrawProposal(deps, withdrawal))?.kind ?? 'unknown';
    },
    settle: (id: ProposalId) => settleProposal(deps, id, now(), null),
  };
}

export type Life = Awaited<ReturnType<typeof livingWorld>>;

/** Everyone asked approves up to their asked share. */
export function approval({ asked }: SignOffRequest): Readonly<Record<string, string>> {
  return { answer: 'approve', upTo: (asked / 100).toFixed(2) };
}
