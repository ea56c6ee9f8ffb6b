import type { ProposalView } from '../../../functions/domain/record/proposal-view.ts';
import { ProposalView as Schema } from '../../../functions/schemas/wire/proposal-view.ts';
import { eventually, shown } from '../eventually.ts';
import { type Call, jsonOf } from './api-client.ts';
import type { Member } from './coalition.ts';
import { answerByLink, type Fields, followed, openLink, type Page } from './link-client.ts';
import { linksIn } from './mail-reader.ts';
import { type ProposalBody, proposalBody } from './proposal-body.ts';
import type { System } from './system.ts';

/** Statuses in which nothing happens by itself. */
const settled: readonly string[] = ['funded', 'not-funded', 'lapsed', 'withdrawn', 'closed', 'needs-attention'];

/** A used link, with the page after it. */
export interface Used {
  readonly link: string;
  readonly page: Page;
}

/** The response to a submission. */
export interface Submitted {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly status: string;
}

/** One proposal as the people who take part see it: through the API, emails, and their links. */
export class Proposal {
  readonly id: string;
  readonly reference: string;
  readonly members: readonly Member[];
  private readonly system: System;
  private readonly seen = new Set<string>();
  private revised = false;

  constructor(system: System, members: readonly Member[], { id, reference }: Submitted) {
    this.system = system;
    this.members = members;
    this.id = id;
    this.reference = reference;
  }

  get path(): string {
    return `/v1/proposals/${this.id}`;
  }

  /** The whole state from the API, read by its schema. */
  async view(): Promise<ProposalView> {
    return (await this.read()).view;
  }

  private async read(): Promise<{ readonly view: ProposalView; readonly etag: string }> {
    const answer = await this.system.proposer.must(this.path);
    return { view: Schema.parse(jsonOf(answer)), etag: answer.headers.get('etag') ?? '' };
  }

  /** Waits for a status. @throws Error at once if the proposal rests in another status */
  async until(
    status: ProposalView['status'],
    look: () => Promise<unknown> = async () => undefined,
  ): Promise<ProposalView> {
    const view = await eventually(`${this.reference} in the status ${status}`, async () => {
      await look();
      const now = await this.view();
      if (now.status === status || settled.includes(now.status)) return { found: now };
      return { seen: summaryOf(now) };
    });
    if (view.status !== status) throw new Error(`Expected ${status}: ${shown(summaryOf(view))}`);
    return view;
  }

  /** Like {@link until}, if only the sweep changes the status. */
  untilSwept(status: ProposalView['status']): Promise<ProposalView> {
    return this.until(status, () => this.system.sweep());
  }

  /** Waits for the link in this officer's newest request. */
  link(member: Member, post = 'approver'): Promise<string> {
    return this.linkTo([member.address(post)]);
  }

  /** After a revision, emails about the previous one may still arrive. Their links no longer work and are skipped. */
  private async linkTo(addresses: readonly string[]): Promise<string> {
    const link = await this.system.mailbox.link(this.reference, addresses, this.seen);
    this.seen.add(link);
    const replaced = this.revised && (await openLink(link)).status === 410;
    return replaced ? this.linkTo(addresses) : link;
  }

  /** Answers by a new link, and follows to the confirmation. */
  async answer(member: Member, fields: Fields, post = 'approver'): Promise<Used> {
    return this.answerWith(await this.link(member, post), fields);
  }

  /** Answers by a link from an earlier email, and follows to the confirmation. */
  async answerWith(link: string, fields: Fields): Promise<Used> {
    const answer = await answerByLink(link, { declaration: 'yes', ...fields });
    const page = await followed(link, answer);
    if (page.status !== 200) throw new Error(`After an answer, its link shows ${page.status}.`);
    return { link, page };
  }

  /** Approves, by default up to the prefilled amount. */
  approve(member: Member, upTo?: string, post = 'approver'): Promise<Used> {
    return this.answer(member, { answer: 'approve', ...(upTo === undefined ? {} : { upTo }) }, post);
  }

  decline(member: Member): Promise<Used> {
    return this.answer(member, { answer: 'decline', comment: 'Not this year.' });
  }

  requestChanges(member: Member, comment = 'Please leave the platform out.'): Promise<Used> {
    return this.answer(member, { answer: 'request-changes', comment });
  }

  /** Every member approves the prefilled amount, one after the other. */
  async approveAll(members: readonly Member[] = this.members): Promise<void> {
    for (const member of members) await this.approve(member);
  }

  /** Waits until a reviewer is asked, and answers for the reviewer. */
  async review(fields: Fields = { answer: 'recommend' }): Promise<Used> {
    const { link } = await this.askedReviewer();
    return this.answerWith(link, { comment: 'It pays for itself within a year, says our panel.', ...fields });
  }

  /** Waits until a reviewer is asked. Which borough is asked first depends on the proposal's id (R17). */
  async askedReviewer(): Promise<{ readonly link: string; readonly member: Member }> {
    const link = await this.linkTo(this.members.map((member) => member.address('reviewer')));
    for (const member of this.members) {
      const mails = await this.system.mailbox.about(this.reference, [member.address('reviewer')]);
      if (mails.some((mail) => linksIn(mail, 'd').includes(link))) return { link, member };
    }
    throw new Error(`Nobody got the link ${link}`);
  }

  /** Waits until the boroughs confirm, and answers for a borough. */
  async confirm(answer: 'go-on' | 'take-back', member: Member): Promise<void> {
    await this.until('confirming');
    const comment = 'We looked at it again, and this is what we think.';
    const sent = await answerByLink(await this.link(member), { answer, comment, declaration: 'yes' });
    if (sent.status !== 303) throw new Error(`Confirming for ${member.name} answered ${sent.status}`);
  }

  async withdraw(reason = 'The grant we counted on is gone.'): Promise<ProposalView> {
    return this.change(`${this.path}/withdrawal`, { method: 'POST', body: { reason } });
  }

  /** Submits a new revision of the body it was submitted with. */
  async revise(changes: ProposalBody): Promise<ProposalView> {
    const view = await this.change(this.path, { method: 'PUT', body: proposalBody(this.members, changes) });
    this.revised = true;
    return view;
  }

  /** Changes the version that it read. If another change came between, reads and sends again, as a program would. */
  private async change(path: string, call: Call): Promise<ProposalView> {
    const { etag } = await this.read();
    const answer = await this.system.proposer.call(path, { ...call, headers: { 'if-match': etag } });
    if (answer.status === 412) return this.change(path, call);
    if (answer.status !== 200) throw new Error(`${call.method} ${path} answered ${answer.status}: ${answer.text}`);
    return Schema.parse(jsonOf(answer));
  }
}

/** Submits {@link proposalBody} with changes. */
export async function submit(
  system: System,
  members: readonly Member[],
  changes: ProposalBody = {},
): Promise<Proposal> {
  return submitBody(system, members, proposalBody(members, changes));
}

export async function submitBody(system: System, members: readonly Member[], body: ProposalBody): Promise<Proposal> {
  const answer = await system.proposer.must('/v1/proposals', { method: 'POST', body });
  return new Proposal(system, members, jsonOf<Submitted>(answer));
}

/** A proposal as a failing wait shows it. */
function summaryOf({ status, revision, signOff, waitingOn, review, decision }: ProposalView): unknown {
  const answers = signOff.boroughs.map(({ borough, answer }) => `${borough}: ${answer}`);
  return { status, revision, outcome: signOff.outcome, review: review.outcome, decision, waitingOn, answers };
}
