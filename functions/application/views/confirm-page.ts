import { mayBeLeftBehind, mayConfirm } from '../../domain/confirming/confirm-answer.ts';
import { isCalledIn } from '../../domain/confirming/confirming.ts';
import type { LinkRequest } from '../../domain/record/access.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import { boroughName, type SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Borough, Officer } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { amountToConfirm, codeNotice, contributionOf, isPastKeeping, type ViewDependencies } from './answer-pages.ts';
import type { ConfirmPage, DeadWhy, ShownAdvice, ShownWord } from './pages.ts';
import { headingOf, peopleOf, recordedName } from './view-parts.ts';

/** The page on which an officer confirms, takes an approval back, or enters or releases a call-in. */
export async function confirmPageView(
  deps: Pick<ViewDependencies, 'people'>,
  state: ProposalState,
  request: SignOffRequest,
  borough: Pick<Borough, 'codeAbove'>,
  officer: Pick<Officer, 'name' | 'authority'>,
  at: Instant,
): Promise<ConfirmPage> {
  const { head, revision, requests, confirming, contributions } = state;
  if (confirming === null) throw new Error(`The boroughs do not confirm ${head.id}.`);
  const period = confirming.callIns.find((each) => each.borough === request.borough);
  return {
    kind: 'confirm',
    heading: headingOf(state, await peopleOf(deps, [revision.content.proposer])),
    borough: { code: request.borough, name: request.name, lead: request.lead },
    officer: { name: officer.name, authority: officer.authority },
    contribution: contributionOf(state, request.borough),
    contributions: contributions.map((each) => ({ borough: boroughName(requests, each.borough), amount: each.amount })),
    advice: shownAdvice(state),
    callInUntil: period !== undefined && at < period.until ? period.until : null,
    calledInUntil: isCalledIn(request) ? (request.calledIn?.until ?? null) : null,
    upTo: request.answer?.upTo ?? 0,
    topUp: confirming.topUp,
    without: request.lead ? requests.filter((each) => mayBeLeftBehind(each, at)).map(({ name }) => name) : [],
    said: await saidSoFar(deps, state),
    answers: mayConfirm({ confirming, requests }, request, at),
    closesAt: head.closesAt ?? confirming.since,
    code: codeNotice(borough, amountToConfirm(state, request), null),
    revisionHash: revision.hash,
  };
}

/** R17. The advice with what each reviewer wrote; null if the review did not advise against it. */
export function shownAdvice({ confirming, reviews }: ProposalState): ShownAdvice | null {
  if (confirming === null || confirming.advice === null) return null;
  return {
    ...confirming.advice,
    reviews: reviews.flatMap(({ name, answer, passedOn }) =>
      answer === null || passedOn !== null ? [] : [{ borough: name, answer: answer.kind, reasons: answer.reasons }],
    ),
  };
}

/** R17, R29. What boroughs said while they confirmed, oldest first. */
export async function saidSoFar(
  deps: Pick<ViewDependencies, 'people'>,
  { confirming, requests }: ProposalState,
): Promise<readonly ShownWord[]> {
  const lead = requests.find((request) => request.lead)?.name ?? '';
  const goneOn = confirming?.goneOn ?? null;
  const words = [
    ...(goneOn === null ? [] : [{ kind: 'go-on' as const, borough: lead, ...goneOn, reason: goneOn.reasons }]),
    ...requests.flatMap(({ name: borough, takenBack, calledIn }) => [
      ...(takenBack === undefined ? [] : [{ kind: 'take-back' as const, borough, ...takenBack }]),
      ...(calledIn === undefined ? [] : [{ kind: 'call-in' as const, borough, ...calledIn }]),
      ...(calledIn?.ended === undefined ? [] : [endedCallIn(borough, calledIn.ended)]),
    ]),
  ];
  const people = await peopleOf(
    deps,
    words.map(({ by }) => by),
  );
  return words
    .map(({ kind, borough, at, by, reason, decidedBy }) => {
      return { kind, borough, at, by: recordedName(people, by, decidedBy?.name), reasons: reason };
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

function endedCallIn(borough: string, ended: NonNullable<NonNullable<SignOffRequest['calledIn']>['ended']>) {
  return { kind: ended.how === 'released' ? ('release' as const) : ('go-on-without' as const), borough, ...ended };
}

/** Why a confirm link no longer acts; null if it still acts. */
export function whyConfirmDead(state: ProposalState, link: LinkRequest, at: Instant): DeadWhy | null {
  const { head } = state;
  if (isPastKeeping(state, at)) return 'expired';
  if (link.revision !== head.revision) return 'replaced';
  if (head.ending !== null) return 'ended';
  if (head.status !== 'confirming') return 'closed';
  return head.closesAt !== null && isLate(at, head.closesAt) ? 'late' : null;
}
