import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { type SealedEvent, sealEvent, type UnsealedEvent } from '../../../functions/domain/record/event.ts';
import { type ChainedEvent, emptyChain, type Hashing, link } from '../../../functions/domain/record/event-chain.ts';
import { fold } from '../../../functions/domain/record/event-fold.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, pid, who } from '../../support/builders/ids.ts';

export const hashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  canonical: (value) => canonicalize(value) ?? '',
};
export const hmac = (key: string, text: string) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');

/** Salts that a test can predict: 00…01, 00…02 and so on. */
export function counter(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return count.toString(16).padStart(64, '0');
  };
}

type Type = UnsealedEvent['type'];
type Of<T extends Type> = Extract<UnsealedEvent, { type: T }>;

/** An event of that type, in clear, with the data that a test gives. */
export function draft<T extends Type>(type: T, data: Of<T>['data'], clear: Of<T>['private'] = {}): UnsealedEvent {
  const at: Instant = '2026-12-10T10:00:00.000Z';
  return { type, at, actor: { kind: 'system' }, data, private: clear } as unknown as UnsealedEvent;
}

export function sealed(drafts: readonly UnsealedEvent[]): readonly SealedEvent[] {
  const salt = counter();
  return drafts.map((each) => sealEvent(each, salt, hmac).event);
}

export function chained(drafts: readonly UnsealedEvent[], proposal = pid('proposal-1')): readonly ChainedEvent[] {
  return link(proposal, emptyChain, sealed(drafts), hashing);
}

const revision = (number: number, cycle: number) => ({
  revision: number,
  cycle,
  lead: gss('A'),
  partners: [gss('A'), gss('B'), gss('C')],
  scheme: 'standard',
  total: 300,
  closesAt: '2026-12-18T17:00:00.000Z' as const,
});

export const submitted = draft('submitted', revision(1, 1), { content: 'hash-of-revision-1' });
export const opened = draft('sign-off-opened', { revision: 1, cycle: 1 });
export const answered = (
  borough: BoroughCode,
  kind: 'approve' | 'decline' | 'request-changes' = 'approve',
  of = 1,
  upTo: number | null = kind === 'approve' ? 200 : null,
) =>
  draft(
    'answered',
    { borough, revision: of, kind, upTo, onBehalfOf: null, silence: false, pledged: [], record: `R-${borough}` },
    { comment: `Reasons of ${borough}`, authority: 'Delegation 4.2' },
  );
/** Borough A answers again. */
export const replacing = (replaces: string, record: string, kind: 'approve' | 'decline' = 'approve', of = 1) => {
  const upTo = kind === 'approve' ? 200 : null;
  const data = { borough: gss('A'), revision: of, kind, upTo, onBehalfOf: null, silence: false, pledged: [] };
  return draft('answered', { ...data, record, replaces }, { comment: 'Other reasons', authority: 'Delegation 4.2' });
};
/** The officer who answered for borough A declares an interest. */
export const settingAside = (setAside: string) =>
  draft(
    'passed-on',
    { borough: gss('A'), revision: 1, from: who('one'), to: who('two'), why: 'recused', setAside },
    { interest: 'A share' },
  );
export const paid = [
  { borough: gss('A'), amount: 150 },
  { borough: gss('B'), amount: 150 },
];
type Outcome = 'carried' | 'failed' | 'changes-requested' | 'lapsed';
export const roundClosed = (outcome: Outcome, review = false, of = 1) =>
  draft('round-closed', {
    revision: of,
    outcome,
    reasons: [],
    contributions: outcome === 'carried' ? paid : [],
    review,
  });
type Review = 'recommend' | 'recommend-with-conditions' | 'not-recommended' | 'request-changes' | 'lapsed';
export const reviewClosed = (outcome: Review, of = 1) => draft('review-closed', { revision: of, outcome });
export const confirmingBegun = (of = 1) => draft('confirming-begun', { revision: of, advice: null, callIns: [] });
export const takenBack = (borough: BoroughCode, of = 1) =>
  draft('taken-back', { borough, revision: of }, { reason: 'The cabinet changed its mind' });
export const confirmingClosed = (outcome: 'confirmed' | 'not-confirmed', of = 1) =>
  draft('confirming-closed', {
    revision: of,
    outcome,
    reasons: [],
    contributions: outcome === 'confirmed' ? paid : [],
  });
export const revised = (number: number, cycle: number, askedAgain: readonly BoroughCode[]) =>
  draft('revised', { ...revision(number, cycle), askedAgain }, { content: `hash-of-revision-${number}` });
export const withdrawn = draft('withdrawn', {}, { reason: 'No longer needed' });
type Ending = 'funded' | 'not-funded' | 'lapsed' | 'withdrawn';
export const ended = (ending: Ending) => draft('ended', { ending, reasons: [] });
export const settled = (status: Ending) => draft('settled', { status });

/** One history for each status: a way in which a proposal may reach it. */
const carried = [submitted, opened, answered(gss('A')), answered(gss('B')), answered(gss('C'), 'decline')];
const funding = [...carried, roundClosed('carried'), ended('funded')];
export const histories = {
  'sign-off': [submitted, opened, answered(gss('A'))],
  'changes-requested': [
    submitted,
    opened,
    answered(gss('A')),
    answered(gss('B'), 'request-changes'),
    roundClosed('changes-requested'),
  ],
  'roi-review': [...carried, roundClosed('carried', true)],
  confirming: [...carried, roundClosed('carried'), confirmingBegun()],
  settling: funding,
  funded: [...funding, settled('funded')],
  'not-funded': [
    submitted,
    opened,
    answered(gss('A'), 'decline'),
    roundClosed('failed'),
    ended('not-funded'),
    settled('not-funded'),
  ],
  lapsed: [submitted, opened, roundClosed('lapsed'), ended('lapsed'), settled('lapsed')],
  withdrawn: [submitted, withdrawn, ended('withdrawn'), settled('withdrawn')],
  closed: [...funding, settled('funded'), draft('closed', {})],
  'needs-attention': [...funding, draft('needs-attention', { stopped: 'settling' }, { why: 'A budget is gone' })],
} as const;

/** Every event that could be tried next, right or wrong. */
function attempts(number: number, cycle: number): readonly UnsealedEvent[] {
  const outcomes = ['carried', 'failed', 'changes-requested', 'lapsed'] as const;
  const endings = ['funded', 'not-funded', 'lapsed', 'withdrawn'] as const;
  const statuses = ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling'] as const;
  return [
    draft('sign-off-opened', { revision: number, cycle }),
    draft('review-opened', { revision: number, cycle }),
    ...[gss('A'), gss('B'), gss('C')].flatMap((borough) => [
      answered(borough, 'approve', number),
      answered(borough, 'request-changes', number),
    ]),
    draft(
      'passed-on',
      { borough: gss('B'), revision: number, from: who('one'), to: null, why: 'recused' },
      { interest: 'A share' },
    ),
    ...outcomes.flatMap((outcome) => [roundClosed(outcome, true, number), roundClosed(outcome, false, number)]),
    draft('review-answered', { borough: gss('B'), revision: number, kind: 'recommend' }, { comment: 'Good value' }),
    reviewClosed('recommend', number),
    reviewClosed('request-changes', number),
    draft('review-closed', { revision: number, outcome: 'request-changes', confirming: true }),
    confirmingBegun(number),
    draft('confirming-opened', { revision: number, cycle }),
    draft('confirmed', { borough: gss('A'), revision: number, without: [] }, { reasons: 'It is still worth it.' }),
    takenBack(gss('B'), number),
    draft(
      'called-in',
      { borough: gss('B'), revision: number, until: '2027-01-18T17:00:00.000Z' },
      { reason: 'Debate' },
    ),
    draft('call-in-ended', { borough: gss('B'), revision: number, how: 'released' }, { reason: 'Debated' }),
    draft('confirming-topped-up', { revision: number, shortfall: 5, until: '2027-01-18T17:00:00.000Z' }),
    confirmingClosed('confirmed', number),
    confirmingClosed('not-confirmed', number),
    revised(number + 1, cycle + 1, [gss('B')]),
    draft('hold-moved', { borough: gss('A'), revision: number }),
    draft('set-aside', {
      borough: gss('A'),
      revision: number,
      lacking: [{ financialYear: '2026-27', kind: 'capital' }],
    }),
    withdrawn,
    draft('revoked', { borough: gss('B'), contributions: [] }, { reason: 'Call-in' }),
    draft('extended', { closesAt: '2027-01-18T17:00:00.000Z' }, { reason: 'Holidays' }),
    draft('cycle-raised', { cycle: cycle + 1, why: 'execution-lost' }),
    ...endings.flatMap((ending) => [ended(ending), settled(ending)]),
    ...statuses.flatMap((status) => [draft('needs-attention', { stopped: status }), draft('resumed', { status })]),
    draft('officer-changed', { borough: gss('B'), person: who('one'), change: 'added' }),
    draft('closed', {}),
  ];
}

/** The event as folding sees it, without the cost of sealing. */
const unsealed = ({ private: _, ...event }: UnsealedEvent) =>
  ({ ...event, data: { ...event.data, sealed: {} } }) as SealedEvent;

/** Random walks through the life of a proposal: each event is drawn from those that may come next. */
export const walks: fc.Arbitrary<readonly UnsealedEvent[]> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 14 })
  .map((picks) => {
    const walk: UnsealedEvent[] = [submitted];
    for (const pick of picks) {
      const past = walk.map(unsealed);
      const now = fold(past);
      if (now.kind === 'refused') throw new Error(now.why);
      const may = attempts(now.state.revision, now.state.cycle).filter(
        (each) => fold([...past, unsealed(each)]).kind === 'folded',
      );
      const next = may[pick % Math.max(1, may.length)];
      if (next !== undefined) walk.push(next);
    }
    return walk;
  });
