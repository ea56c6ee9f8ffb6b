import type { Hold } from '../money/budget.ts';
import type { SetAsideAnswer, SignOffAnswer, SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import { formatPounds, type Pence } from '../vocabulary/money.ts';
import { type PartnerWord, partnerWord } from '../vocabulary/partner.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import { changedLines } from './changed-lines.ts';
import { type AnsweredContent, type ComersAndGoers, changedTerms } from './changed-terms.ts';
import { ruleChanges, type SchemeRules } from './scheme-changes.ts';

/** The parts of a revision that R7 compares: its content, and who is asked for how much. */
export interface RevisionSide {
  readonly number: number;
  readonly content: AnsweredContent;
  readonly requests: readonly SignOffRequest[];
  /** As copied into the revision. */
  readonly scheme: SchemeRules;
}

/** What a new revision means for the boroughs asked before and now (R7); each list by GSS code. */
export interface Reconsideration {
  /** Asked, or asked again, each with the reasons in sentences and the answer that this sets aside, if there is one. */
  readonly askedAgain: readonly {
    readonly borough: BoroughCode;
    readonly why: readonly string[];
    readonly setAside: SetAsideAnswer | null;
  }[];
  /** The approval stays in force, and its hold is moved within the cap; the borough is told. */
  readonly standing: readonly { readonly borough: BoroughCode; readonly answer: SignOffAnswer; readonly hold: Hold }[];
  /** No longer invited: the borough is told, and settlement frees its hold. */
  readonly dropped: readonly BoroughCode[];
}

/** Who is compared, and with what. */
export interface Comparison {
  /** The current revision, with its answers. */
  readonly before: RevisionSide;
  readonly after: RevisionSide;
  /** The revisions that approvals in force were given for, by number, where that is an earlier one than `before`. */
  readonly answered?: ReadonlyMap<number, RevisionSide>;
  /** Officers who wrote or edited the new revision. They may not have approved it in any role (R8). */
  readonly writers?: ReadonlySet<PersonId>;
}

/**
 * R7. Who is asked about a new revision: every borough without an approval in force, and every borough whose approval
 * the revision sets aside. The new revision is compared with the one that the borough answered, so that several small
 * steps are judged as one. An approval by a writer of the revision falls (R8).
 */
export function reconsider({ before, after, answered, writers = new Set() }: Comparison): Reconsideration {
  const asked = after.requests.toSorted(byBorough).map((request) => {
    const old = before.requests.find(({ borough }) => borough === request.borough);
    const approval = old === undefined ? undefined : approvalInForce(old, writers);
    const setAside = old === undefined ? null : setAsideBy(old, before, answered);
    if (old === undefined || approval === undefined) {
      return { borough: request.borough, why: [whyNotInForce(old, request)], setAside };
    }
    const side = sideAnswered(approval, before, answered);
    const why = whyAskedAgain({ borough: request.borough, upTo: approval.upTo }, side, after);
    return { borough: request.borough, why, setAside, answer: standingFor(approval, before.number), hold: old.hold };
  });
  const invited = new Set(after.requests.map(({ borough }) => borough));
  return {
    askedAgain: asked
      .filter(({ why }) => why.length > 0)
      .map(({ borough, why, setAside }) => ({ borough, why, setAside: setAside && explained(setAside, why) })),
    standing: asked.flatMap(({ borough, why, answer, hold }) =>
      why.length > 0 || answer === undefined || hold === undefined ? [] : [{ borough, answer, hold }],
    ),
    dropped: before.requests
      .map(({ borough }) => borough)
      .filter((borough) => !invited.has(borough))
      .toSorted(),
  };
}

/**
 * R7. Why a borough that approved the revision `before` is asked again about `after`, in sentences; empty if it is only
 * told. Throws a RangeError for a borough that is not invited to both.
 */
export function whyAskedAgain(
  { borough, upTo }: { readonly borough: BoroughCode; readonly upTo: Pence | null },
  before: RevisionSide,
  after: RevisionSide,
): readonly string[] {
  const [old, now] = [requestOf(before, borough), requestOf(after, borough)];
  const others = comersAndGoers(before, after);
  return [
    ...changedTerms(before.content, after.content, others),
    ...changedLines(borough, before.content, after.content, others),
    ...weightReasons(before, after),
    ...(ruleChanges(before.scheme, after.scheme).length > 0 ? ['The rules of the scheme changed.'] : []),
    ...shareReasons(old.asked, now.asked, upTo, partnersOf(before, after)),
  ];
}

function sideAnswered(
  { answeredRevision }: SignOffAnswer,
  before: RevisionSide,
  answered: Comparison['answered'],
): RevisionSide {
  if (answeredRevision === undefined || answeredRevision === before.number) return before;
  const side = answered?.get(answeredRevision);
  if (side === undefined) throw new RangeError(`Revision ${answeredRevision} was answered and is not known`);
  return side;
}

function standingFor(answer: SignOffAnswer, revision: number): SignOffAnswer {
  return { ...answer, answeredRevision: answer.answeredRevision ?? revision };
}

/** The answer that is set aside now, or the one that an earlier revision set aside and nobody has replaced yet. */
function setAsideBy(
  { borough, answer, setAside }: SignOffRequest,
  before: RevisionSide,
  answered: Comparison['answered'],
): SetAsideAnswer | null {
  if (answer === null) return setAside ?? null;
  const { asked } = requestOf(sideAnswered(answer, before, answered), borough);
  return { answer: standingFor(answer, before.number), asked, why: [] };
}

/** The reasons of the revision that set the answer aside are kept by the revisions after it. */
function explained(setAside: SetAsideAnswer, why: readonly string[]): SetAsideAnswer {
  return setAside.why.length > 0 ? setAside : { ...setAside, why };
}

function approvalInForce(request: SignOffRequest, writers: ReadonlySet<PersonId>): SignOffAnswer | undefined {
  const { answer, revoked, takenBack, calledIn } = request;
  if (answer?.kind !== 'approve' || revoked !== undefined || takenBack !== undefined) return undefined;
  if (calledIn !== undefined && calledIn.ended?.how !== 'released') return undefined;
  return answer.by !== null && writers.has(answer.by) ? undefined : answer;
}

function whyNotInForce(old: SignOffRequest | undefined, { name }: SignOffRequest): string {
  if (old === undefined) return `${name} is newly invited.`;
  if (old.revoked !== undefined) return `The secretariat withdrew the approval of ${name}.`;
  if (old.takenBack !== undefined) return `${name} took its approval back.`;
  if (old.calledIn !== undefined && old.calledIn.ended?.how !== 'released')
    return `The decision of ${name} was called in.`;
  const words = {
    approve: `The officer who approved for ${name} has since edited the proposal.`,
    decline: `${name} declined the previous revision.`,
    'request-changes': `${name} asked for changes.`,
  } as const satisfies Record<SignOffAnswer['kind'], string>;
  return old.answer === null ? `${name} has not answered yet.` : words[old.answer.kind];
}

function comersAndGoers(before: RevisionSide, after: RevisionSide): ComersAndGoers {
  const [old, now] = [before.requests, after.requests].map((requests) => requests.map(({ borough }) => borough));
  const both = new Set((old ?? []).filter((borough) => now?.includes(borough)));
  return new Set([...(old ?? []), ...(now ?? [])].filter((borough) => !both.has(borough)));
}

/** R10. Among those in both revisions, somebody's part of the cost grew by the weights alone. */
function weightReasons(before: RevisionSide, after: RevisionSide): readonly string[] {
  const pairs = before.requests.flatMap((old) => {
    const now = after.requests.find(({ borough }) => borough === old.borough);
    return now === undefined ? [] : [[BigInt(old.weight), BigInt(now.weight)] as const];
  });
  const [first] = pairs;
  if (first === undefined) return [];
  const same = pairs.every(([was, is]) => was * first[1] === is * first[0]);
  return same ? [] : [`The parts in which the ${partnersOf(before, after)}s share the cost changed.`];
}

function shareReasons(old: Pence, now: Pence, upTo: Pence | null, partner: PartnerWord): readonly string[] {
  if (upTo === null || now <= upTo || now <= old) return [];
  return [
    `The share if every ${partner} joins, ${formatPounds(now)}, is more than the ${formatPounds(upTo)} that it approved.`,
  ];
}

/** The word for the partners of both revisions. */
function partnersOf(before: RevisionSide, after: RevisionSide): PartnerWord {
  return partnerWord([...before.requests, ...after.requests]);
}

function requestOf({ requests }: RevisionSide, borough: BoroughCode): SignOffRequest {
  const request = requests.find((each) => each.borough === borough);
  if (request === undefined) throw new RangeError(`${borough} is not asked about this revision`);
  return request;
}

function byBorough(a: SignOffRequest, b: SignOffRequest): number {
  return a.borough < b.borough ? -1 : 1;
}
