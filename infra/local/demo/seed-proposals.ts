import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { writePrivately } from '../endpoints.ts';
import type { Mail } from '../mailbox.ts';
import { SetUpError } from '../set-up-error.ts';
import { demoBoroughs } from './demo-coalition.ts';
import { type DemoProposal, demoProposals, type OfficersAnswer, readSample } from './demo-proposals.ts';
import { assertLoopback } from './seed.ts';

export interface ProposalsTarget {
  readonly baseUrl: string;
  /** The demo's key that can submit and read. */
  readonly key: string;
  /** Every email that was sent. */
  readonly mails: () => Promise<readonly Mail[]>;
  /** Notes what was submitted, so that each sample is submitted once. */
  readonly file: string;
}

/** A sample that exists, and its tracking page. */
export interface SeededProposal {
  readonly title: string;
  readonly reference: string;
  readonly status: string;
  readonly trackingLink: string;
}

const Submitted = z.object({ id: z.string(), reference: z.string() });
/** A sample that was submitted. It has its tracking link once it is complete. */
const Known = z.object({ id: z.string(), reference: z.string(), trackingLink: z.nullable(z.string()) });
type Known = z.infer<typeof Known>;
/** By name of the sample. */
const Ledger = z.record(z.string(), Known);

const View = z.object({
  status: z.string(),
  signOff: z.object({ boroughs: z.array(z.object({ borough: z.string(), answer: z.nullable(z.string()) })) }),
  review: z.object({ answers: z.array(z.unknown()) }),
});
type View = z.infer<typeof View>;

const maxSeconds = 120;
const betweenLooks = 200;

/**
 * Takes the four samples to their final status through the API and the links in the emails, as officers do. It can be repeated after an
 * interruption: it skips what is done, and leaves a completed sample alone. Refuses an address that is not on this machine.
 *
 * @throws SetUpError if an email or a status does not arrive, with what was waited for
 */
export async function seedProposals(given: ProposalsTarget): Promise<readonly SeededProposal[]> {
  assertLoopback(given.baseUrl);
  const target = { ...given, mails: sharedLooks(given.mails) };
  const ledger = existsSync(target.file) ? Ledger.parse(JSON.parse(readFileSync(target.file, 'utf8'))) : {};
  const note = (sample: string, known: Known): Known => {
    ledger[sample] = known;
    writePrivately(target.file, ledger);
    return known;
  };
  return Promise.all(
    demoProposals.map(async (proposal) => {
      const known = ledger[proposal.sample] ?? note(proposal.sample, await submit(target, proposal));
      const { id, reference, trackingLink } =
        known.trackingLink === null
          ? note(proposal.sample, { ...known, trackingLink: await bringAlong(target, known, proposal) })
          : known;
      const { status } = await viewOf(target, id);
      return { title: readSample(proposal.sample).title, reference, status, trackingLink: trackingLink ?? '' };
    }),
  );
}

/** Gives all answers of the sample, and returns the proposer's tracking link once the proposal has its final status. */
async function bringAlong(target: ProposalsTarget, known: Known, proposal: DemoProposal): Promise<string> {
  const { proposer, partners, leadBorough } = readSample(proposal.sample);
  const boroughs = partners.map(({ borough }) => borough);
  const trackingLink = await linkFor(target, known.reference, proposer.email, 't');
  for (const borough of boroughs) {
    const answer = proposal.answers[borough];
    if (answer !== undefined) await signOff(target, known, borough, answer);
  }
  if (proposal.review !== null) await review(target, known, boroughs, proposal.review);
  if (proposal.confirms !== undefined) await confirm(target, known, leadBorough, proposal.confirms);
  await until(`${known.reference} in the status ${proposal.leaves}`, async () => {
    const { status } = await viewOf(target, known.id);
    return status === proposal.leaves || undefined;
  });
  return trackingLink;
}

/** Each sample has its own Idempotency-Key, so that one sent just before an interruption is not submitted twice. */
async function submit(target: ProposalsTarget, { sample }: DemoProposal): Promise<Known> {
  const response = await fetch(`${target.baseUrl}/v1/proposals`, {
    method: 'POST',
    headers: { ...authorised(target), 'content-type': 'application/json', 'idempotency-key': `demo-${sample}` },
    body: JSON.stringify(readSample(sample)),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`POST of the sample ${sample} answered ${response.status}: ${answer}`);
  return { ...Submitted.parse(JSON.parse(answer)), trackingLink: null };
}

async function signOff(target: ProposalsTarget, known: Known, borough: string, answer: OfficersAnswer): Promise<void> {
  const { signOff: round } = await viewOf(target, known.id);
  if (round.boroughs.find((each) => each.borough === borough)?.answer !== null) return;
  await answerByLink(await linkFor(target, known.reference, officer('approver', borough), 'd'), answer);
}

async function review(
  target: ProposalsTarget,
  known: Known,
  boroughs: readonly string[],
  answer: OfficersAnswer,
): Promise<void> {
  if ((await viewOf(target, known.id)).review.answers.length > 0) return;
  const reviewers = boroughs.map((borough) => officer('reviewer', borough));
  const link = await until(`An email to a reviewer about ${known.reference}`, async () => {
    const links = await Promise.all(reviewers.map((address) => newest(target, known.reference, address, 'd')));
    return links.find((each) => each !== undefined);
  });
  await answerByLink(link, answer);
}

/** The lead's approver answers the advice while boroughs confirm. The email before it has a link to the sign-off. */
async function confirm(target: ProposalsTarget, known: Known, lead: string, answer: OfficersAnswer): Promise<void> {
  const address = officer('approver', lead);
  const status = await until(`${known.reference} in the status confirming`, async () => {
    const { status: now } = await viewOf(target, known.id);
    return ['sign-off', 'roi-review'].includes(now) ? undefined : now;
  });
  if (status !== 'confirming') return;
  const link = await until(`An email to ${address} about the advice on ${known.reference}`, async () => {
    const found = await newest(target, known.reference, address, 'd');
    if (found === undefined) return undefined;
    return (await (await fetch(found)).text()).includes(`value="${answer.answer}"`) ? found : undefined;
  });
  await answerByLink(link, answer);
}

/** Does what a person with a browser does: opens the link, fills in the form, ticks the declaration and sends it. */
async function answerByLink(link: string, answer: OfficersAnswer): Promise<void> {
  const page = await fetch(link);
  const html = await page.text();
  if (!page.ok) throw new Error(`A link of the demo answered ${page.status}`);
  const prefilled = (name: string): string => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';
  const fields = { ...answer, upTo: prefilled('upTo'), revisionHash: prefilled('revisionHash'), declaration: 'yes' };
  const response = await fetch(link, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  if (response.status !== 303) throw new Error(`The form of the demo answered ${response.status}`);
}

async function linkFor(target: ProposalsTarget, reference: string, to: string, kind: 'd' | 't'): Promise<string> {
  return until(`An email to ${to} about ${reference}`, () => newest(target, reference, to, kind));
}

/** Reading every email is costly, so callers at about the same time share one reading. */
function sharedLooks(mails: ProposalsTarget['mails']): ProposalsTarget['mails'] {
  let last: { readonly at: number; readonly mails: ReturnType<ProposalsTarget['mails']> } | undefined;
  return () => {
    if (last === undefined || Date.now() - last.at > betweenLooks) last = { at: Date.now(), mails: mails() };
    return last.mails;
  };
}

/** The newest link of this kind in emails to an address about a proposal. */
async function newest(
  { mails }: ProposalsTarget,
  reference: string,
  to: string,
  kind: 'd' | 't',
): Promise<string | undefined> {
  const pattern = new RegExp(`http://\\S+/${kind}/[\\w-]{43}`);
  const about = (await mails()).filter((mail) => mail.subject.includes(reference) && mail.to.includes(`<${to}>`));
  return about.flatMap(({ text }) => pattern.exec(text)?.[0] ?? []).at(-1);
}

async function viewOf(target: ProposalsTarget, id: string): Promise<View> {
  const response = await fetch(`${target.baseUrl}/v1/proposals/${id}`, { headers: authorised(target) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`GET of a sample answered ${response.status}: ${answer}`);
  return View.parse(JSON.parse(answer));
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + maxSeconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new SetUpError(`${what} did not arrive within ${maxSeconds} seconds.`);
    await pause(betweenLooks);
  }
}

const addresses = new Map(
  demoBoroughs().map(({ path, body }) => {
    const { emailDomains } = z.looseObject({ emailDomains: z.array(z.string()) }).parse(body);
    return [path.split('/').at(-1), emailDomains[0]] as const;
  }),
);

function officer(post: 'approver' | 'reviewer', borough: string): string {
  return `${post}@${addresses.get(borough)}`;
}

function authorised({ key }: ProposalsTarget): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}
