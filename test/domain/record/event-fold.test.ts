import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType, UnsealedEvent } from '../../../functions/domain/record/event.ts';
import { type Folded, type FoldedState, fold } from '../../../functions/domain/record/event-fold.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { type Status, statuses, type Transition, transitions } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import {
  answered,
  confirmingBegun,
  confirmingClosed,
  draft,
  ended,
  histories,
  opened,
  paid,
  replacing,
  reviewClosed,
  revised,
  roundClosed,
  sealed,
  settingAside,
  settled,
  submitted,
  takenBack,
  walks,
  withdrawn,
} from '../money/histories.ts';

const folded = (...drafts: readonly UnsealedEvent[]): Folded => fold(sealed(drafts));
function state(...drafts: readonly UnsealedEvent[]): FoldedState {
  const result = folded(...drafts);
  if (result.kind === 'refused') throw new Error(`${result.position}: ${result.why}`);
  return result.state;
}
function whyNot(...drafts: readonly UnsealedEvent[]): string {
  const result = folded(...drafts);
  return result.kind === 'refused' ? result.why : 'it may';
}
const carriedToReview = histories['roi-review'];
const toppedUpUntil = (until: Instant) => draft('top-up-begun', { revision: 1, shortfall: 125_000, until });

describe('promise 6: folding', () => {
  test.each(statuses)('promise 6: a history that leads to %s folds to it', (status) => {
    expect(state(...histories[status]).status).toBe(status);
  });

  test('promise 6: the state says who answered what, who pays and how it ended', () => {
    expect(state(...histories.funded)).toEqual({
      status: 'funded',
      revision: 1,
      cycle: 1,
      partners: [gss('A'), gss('B'), gss('C')],
      closesAt: '2026-12-18T17:00:00.000Z',
      toppedUp: false,
      answers: {
        A: { kind: 'approve', upTo: 200, revision: 1, record: 'R-A' },
        B: { kind: 'approve', upTo: 200, revision: 1, record: 'R-B' },
        C: { kind: 'decline', upTo: null, revision: 1, record: 'R-C' },
      },
      contributions: paid,
      outcome: 'carried',
      review: null,
      confirmed: null,
      withdrawn: false,
      stopped: null,
      ending: 'funded',
      mustEnd: false,
      mustClose: false,
    });
  });

  test('R7 a revision keeps the approvals in force, asks the others again, and begins its own round', () => {
    const again = state(...histories['changes-requested'], revised(2, 2, [gss('B'), gss('C')]));
    expect(again).toMatchObject({ status: 'sign-off', revision: 2, cycle: 2, outcome: null, contributions: [] });
    expect(again.answers).toEqual({ A: { kind: 'approve', upTo: 200, revision: 1, record: 'R-A' } });
    const answers = state(
      ...histories['changes-requested'],
      revised(2, 2, [gss('B'), gss('C')]),
      answered(gss('B'), 'approve', 2),
    ).answers;
    expect(answers[gss('B')]).toEqual({ kind: 'approve', upTo: 200, revision: 2, record: 'R-B' });
  });

  test('R7 only an approval stays in force, whatever a revision says about who is asked', () => {
    expect(state(...histories['changes-requested'], revised(2, 2, [])).answers).not.toHaveProperty(gss('B'));
  });

  test('R17 a review may ask for changes, and after a revision nothing is decided any more', () => {
    const asked = [...carriedToReview, reviewClosed('request-changes')];
    expect(state(...asked)).toMatchObject({ status: 'changes-requested', review: 'request-changes', mustEnd: false });
    expect(state(...asked, revised(2, 2, []))).toMatchObject({ review: null, outcome: null, contributions: [] });
  });

  test('R17 a carried round goes on to its review; without a review only its ending may follow', () => {
    expect(state(...carriedToReview)).toMatchObject({ status: 'roi-review', outcome: 'carried', mustEnd: false });
    expect(state(...carriedToReview, reviewClosed('recommend'))).toMatchObject({ status: 'roi-review', mustEnd: true });
    const without = [...carriedToReview.slice(0, -1), roundClosed('carried')];
    expect(state(...without)).toMatchObject({ status: 'sign-off', outcome: 'carried', mustEnd: true });
    expect(state(...without, ended('funded'))).toMatchObject({ status: 'settling', mustEnd: false });
  });

  test('R1 an answer that names the newest record replaces it, and the newest counts', () => {
    const declined = state(submitted, answered(gss('A')), replacing('R-A', 'R-A-2', 'decline'));
    expect(declined.answers).toEqual({ A: { kind: 'decline', upTo: null, revision: 1, record: 'R-A-2' } });
    const again = state(
      submitted,
      answered(gss('A')),
      replacing('R-A', 'R-A-2', 'decline'),
      replacing('R-A-2', 'R-A-3'),
    );
    expect(again.answers[gss('A')]).toEqual({ kind: 'approve', upTo: 200, revision: 1, record: 'R-A-3' });
  });

  test('R7 an approval that stays in force after a revision can be replaced by its own number', () => {
    const kept = [...histories['changes-requested'], revised(2, 2, [gss('B'), gss('C')])];
    const { answers } = state(...kept, replacing('R-A', 'R-A-of-2', 'decline', 2));
    expect(answers).toEqual({ A: { kind: 'decline', upTo: null, revision: 2, record: 'R-A-of-2' } });
  });

  test('R1 a declared interest sets the answer aside, and the borough answers anew without replacing anything', () => {
    const aside = [submitted, answered(gss('A')), answered(gss('B')), settingAside('R-A')];
    expect(state(...aside).answers).toEqual({ B: { kind: 'approve', upTo: 200, revision: 1, record: 'R-B' } });
    expect(state(...aside, answered(gss('A'), 'decline')).answers[gss('A')]?.kind).toBe('decline');
  });

  test('R29 a revoked approval cannot stay in force after a revision', () => {
    const revoked = draft('revoked', { borough: gss('B'), contributions: [] }, { reason: 'Call-in' });
    const open = state(submitted, answered(gss('B')), revoked);
    expect(open).toMatchObject({ status: 'sign-off', mustEnd: false });
    expect(open.answers[gss('B')]).toEqual({ kind: 'revoked', upTo: 200, revision: 1, record: 'R-B' });
    expect(state(submitted, answered(gss('B')), revoked, revised(2, 2, [])).answers).toEqual({});
    const left = draft('revoked', { borough: gss('B'), contributions: [{ borough: gss('A'), amount: 300 }] });
    expect(state(...carriedToReview, left)).toMatchObject({
      mustEnd: false,
      mustClose: false,
      contributions: [{ borough: gss('A'), amount: 300 }],
    });
  });

  test('R29 a carried round that a revocation leaves without rule or money closes again, and not as carried', () => {
    const revoked = draft('revoked', { borough: gss('B'), contributions: [] }, { reason: 'Call-in' });
    const left = [...carriedToReview, revoked];
    expect(state(...left)).toMatchObject({ status: 'roi-review', contributions: [], mustClose: true });
    expect(state(...left, roundClosed('failed'))).toMatchObject({ outcome: 'failed', mustClose: false, mustEnd: true });
    expect(state(...left, roundClosed('failed'), ended('not-funded')).status).toBe('settling');
    expect(state(...left, roundClosed('changes-requested'))).toMatchObject({
      status: 'changes-requested',
      outcome: 'changes-requested',
      mustClose: false,
    });
    expect(whyNot(...left, ended('not-funded'))).toBe('only its close may follow, not ended');
    expect(whyNot(...left, roundClosed('carried'))).toBe('too little was left to carry it');
    expect(whyNot(...carriedToReview, roundClosed('failed'))).toBe('the round is closed already');
  });

  test('R5 an extension moves the deadline', () => {
    const later = draft('extended', { closesAt: '2027-01-18T17:00:00.000Z' }, { reason: 'Holidays' });
    expect(state(submitted, later).closesAt).toBe('2027-01-18T17:00:00.000Z');
    expect(whyNot(submitted, later, later)).toBe('the deadline is 2027-01-18T17:00:00.000Z already');
  });

  test('a proposal that needed attention continues from where it stopped', () => {
    const stopped = histories['needs-attention'];
    expect(state(...stopped).stopped).toBe('settling');
    const resumed = state(...stopped, draft('resumed', { status: 'settling' }, { reason: 'Mended' }));
    expect(resumed).toMatchObject({ status: 'settling', stopped: null, ending: 'funded' });
    expect(state(...stopped, draft('resumed', { status: 'settling' }), settled('funded')).status).toBe('funded');
  });

  test('a cycle may be raised while settling', () => {
    const raised = draft('cycle-raised', { cycle: 2, why: 'ending' });
    expect(state(...histories.settling, raised).cycle).toBe(2);
  });
});

describe('promise 6: what folding refuses', () => {
  test.each<[string, readonly UnsealedEvent[], string]>([
    ['nothing', [], 'a proposal begins with its submission'],
    ['a history without submission', [opened], 'a proposal begins with its submission'],
    ['a second submission', [submitted, submitted], 'a proposal is submitted once'],
    [
      'a submission of revision 2',
      [draft('submitted', { ...submitted.data, revision: 2 } as never)],
      'a proposal begins with revision 1 in cycle 1',
    ],
    [
      'a submission in cycle 2',
      [draft('submitted', { ...submitted.data, cycle: 2 } as never)],
      'a proposal begins with revision 1 in cycle 1',
    ],
    [
      'a second answer that replaces none',
      [submitted, answered(gss('A')), answered(gss('A'))],
      'A has answered already: its newest answer is R-A, not null',
    ],
    [
      'an answer that replaces an older one',
      [submitted, answered(gss('A')), replacing('R-A', 'R-A-2'), replacing('R-A', 'R-A-3')],
      'A has answered already: its newest answer is R-A-2, not R-A',
    ],
    ['an answer that replaces one that does not exist', [submitted, replacing('R-A', 'R-A-2')], 'A has no answer R-A'],
    [
      'an answer in place of a revoked one',
      [
        submitted,
        answered(gss('A')),
        draft('revoked', { borough: gss('A'), contributions: [] }),
        replacing('R-A', 'R-A-2'),
      ],
      'the approval of A was revoked',
    ],
    [
      'setting aside an answer that is not the newest',
      [submitted, answered(gss('A')), settingAside('R-B')],
      'A has no answer R-B',
    ],
    [
      'setting aside a revoked approval',
      [submitted, answered(gss('A')), draft('revoked', { borough: gss('A'), contributions: [] }), settingAside('R-A')],
      'A has no answer R-A',
    ],
    [
      'setting aside an answer after the round',
      [...carriedToReview, settingAside('R-A')],
      'an answer may not be set aside in roi-review',
    ],
    ['an answer of a borough that is not invited', [submitted, answered(gss('Z'))], 'Z is not invited'],
    [
      'an answer to another revision',
      [submitted, answered(gss('A'), 'approve', 2)],
      'the current revision is 1, not 2',
    ],
    ['an answer after the close', [...carriedToReview, answered(gss('C'))], 'answered may not happen in roi-review'],
    [
      'a step of another cycle',
      [submitted, draft('sign-off-opened', { revision: 1, cycle: 2 })],
      'the current cycle is 1, not 2',
    ],
    ['a skipped revision', [submitted, revised(3, 2, [])], 'revision 3 does not follow 1'],
    ['a revision in the old cycle', [submitted, revised(2, 1, [])], 'cycle 1 does not follow 1'],
    ['a revision after the close', [...carriedToReview, revised(2, 2, [])], 'revised may not happen in roi-review'],
    [
      'a skipped cycle',
      [submitted, draft('cycle-raised', { cycle: 3, why: 'execution-lost' })],
      'cycle 3 does not follow 1',
    ],
    [
      'anything but the end after a failed round',
      [submitted, roundClosed('failed'), withdrawn],
      'only its ending may follow, not withdrawn',
    ],
    [
      'anything but the end after a withdrawal',
      [submitted, withdrawn, opened],
      'only its ending may follow, not sign-off-opened',
    ],
    [
      'a withdrawal with another ending',
      [submitted, withdrawn, ended('lapsed')],
      'it ends as withdrawn if, and only if, it was withdrawn',
    ],
    [
      'an ending as withdrawn without a withdrawal',
      [submitted, ended('withdrawn')],
      'it ends as withdrawn if, and only if, it was withdrawn',
    ],
    ['funding without contributions', [submitted, ended('funded')], 'nothing is funded without contributions'],
    [
      'contributions of a failed round',
      [
        submitted,
        draft('round-closed', { revision: 1, outcome: 'failed', reasons: [], contributions: paid, review: false }),
      ],
      'only a carried round has contributions',
    ],
    [
      'a carried round without contributions',
      [
        submitted,
        draft('round-closed', { revision: 1, outcome: 'carried', reasons: [], contributions: [], review: false }),
      ],
      'only a carried round has contributions',
    ],
    ['a review of a failed round', [submitted, roundClosed('failed', true)], 'only a carried round has a review'],
    [
      'passing on the request of a borough that is not invited',
      [
        submitted,
        draft('passed-on', { borough: gss('Z'), revision: 1, from: null, to: who('one'), why: 'officer-found' }),
      ],
      'Z is not invited',
    ],
    [
      'a settlement that was not fixed',
      [...histories.settling, settled('lapsed')],
      'it was fixed that it ends as funded',
    ],
    ['a second ending', [...histories.settling, ended('funded')], 'ended may not happen in settling'],
    ['stopping elsewhere', [submitted, draft('needs-attention', { stopped: 'settling' })], 'it stopped in sign-off'],
    [
      'resuming elsewhere',
      [...histories['needs-attention'], draft('resumed', { status: 'sign-off' })],
      'it stopped in settling',
    ],
    [
      'resuming to where nothing resumes',
      [...histories['needs-attention'], draft('resumed', { status: 'funded' })],
      'resumed may not happen in needs-attention',
    ],
    [
      'revoking what was not approved',
      [submitted, draft('revoked', { borough: gss('B'), contributions: [] })],
      'B has no approval that could be revoked',
    ],
  ])('promise 6: %s is refused', (_, drafts, why) => {
    expect(whyNot(...drafts)).toBe(why);
  });

  const confirming = histories.confirming;

  test('R17 R29 promise 6: what the boroughs confirmed ends, and a take-back stays on the record', () => {
    expect(state(...confirming)).toMatchObject({ status: 'confirming', confirmed: null, mustEnd: false });
    const after = state(...confirming, takenBack(gss('B')), confirmingClosed('not-confirmed'));
    expect(after).toMatchObject({ status: 'confirming', confirmed: 'not-confirmed', mustEnd: true });
    expect(after.contributions).toEqual(state(...confirming).contributions);
    expect(after.answers).toMatchObject({ B: { kind: 'taken-back', upTo: 200, revision: 1 } });
    expect(state(...confirming, confirmingClosed('confirmed'), ended('funded'))).toMatchObject({ ending: 'funded' });
  });

  test('R17 promise 6: a review that asks for changes ends in a revision on an old chain, and is confirmed on a new one', () => {
    expect(state(...carriedToReview, reviewClosed('request-changes')).status).toBe('changes-requested');
    const advised = draft('review-closed', { revision: 1, outcome: 'request-changes', confirming: true });
    expect(state(...carriedToReview, advised, confirmingBegun()).status).toBe('confirming');
  });

  test.each<[string, readonly UnsealedEvent[], string]>([
    [
      'confirming an open round',
      [...histories['sign-off'], confirmingBegun()],
      'only what was carried can be confirmed',
    ],
    [
      'confirming what was not carried',
      [submitted, opened, roundClosed('failed'), confirmingBegun()],
      'only what was carried can be confirmed',
    ],
    ['taking back twice', [...confirming, takenBack(gss('B')), takenBack(gss('B'))], 'B has no approval in force'],
    ['taking back a decline', [...confirming, takenBack(gss('C'))], 'C has no approval in force'],
    [
      'a funding that was not confirmed',
      [...confirming, confirmingClosed('not-confirmed'), ended('funded')],
      'nothing is funded that was not confirmed',
    ],
    [
      'anything after the close but the end',
      [...confirming, confirmingClosed('confirmed'), takenBack(gss('B'))],
      'only its ending may follow, not taken-back',
    ],
  ])('R29 promise 6: %s is refused', (_, drafts, why) => {
    expect(whyNot(...drafts)).toBe(why);
  });

  test('R7 in a later revision the hold of an approval that stays can be moved, or the approval set aside', () => {
    const moved = draft('hold-moved', { borough: gss('A'), revision: 2 });
    const aside = draft('set-aside', {
      borough: gss('A'),
      revision: 2,
      lacking: [{ financialYear: '2026-27', kind: 'capital' }],
    });
    const told = [submitted, opened, answered(gss('A')), answered(gss('B')), revised(2, 2, [])];
    expect(Object.keys(state(...told, moved).answers)).toEqual(['A', 'B']);
    expect(Object.keys(state(...told, moved, aside).answers)).toEqual(['B']);
    expect(state(...told, aside, answered(gss('A'), 'approve', 2)).answers[gss('A')]?.revision).toBe(2);
    const none = 'A has no approval of an earlier revision';
    for (const event of [moved, aside]) {
      expect(whyNot(submitted, opened, answered(gss('A')), revised(2, 2, [gss('A')]), event)).toBe(none);
      expect(whyNot(...told, aside, answered(gss('A'), 'approve', 2), event)).toBe(none);
      expect(whyNot(submitted, event)).toBe('the current revision is 1, not 2');
    }
  });

  test('R5 promise 6: a top-up moves the end of the round, once per revision and never to an earlier moment', () => {
    const later = '2026-12-22T17:00:00.000Z';
    const topUp = toppedUpUntil(later);
    expect(state(submitted, opened, topUp)).toMatchObject({ status: 'sign-off', closesAt: later, toppedUp: true });
    expect(whyNot(submitted, opened, topUp, topUp)).toBe('a revision has one top-up');
    expect(whyNot(submitted, opened, toppedUpUntil('2026-12-18T16:00:00.000Z'))).toBe(
      'the deadline is 2026-12-18T17:00:00.000Z',
    );
    expect(state(submitted, opened, topUp, revised(2, 2, [])).toppedUp).toBe(false);
  });

  test('promise 6: a refusal names the event', () => {
    expect(folded(submitted, answered(gss('A')), answered(gss('A')), opened)).toMatchObject({
      kind: 'refused',
      position: 3,
    });
  });

  /** The statuses in which each type of event may happen. */
  const may: Readonly<Record<EventType, readonly Status[]>> = {
    submitted: [],
    'sign-off-opened': ['sign-off'],
    answered: ['sign-off'],
    'passed-on': ['sign-off', 'roi-review', 'confirming'],
    reminded: ['sign-off', 'roi-review', 'confirming'],
    'top-up-begun': ['sign-off'],
    'round-closed': ['sign-off'],
    'review-opened': ['roi-review'],
    'review-answered': ['roi-review'],
    'review-closed': ['roi-review'],
    'confirming-begun': [],
    'confirming-opened': ['confirming'],
    confirmed: ['confirming'],
    'taken-back': ['confirming'],
    'called-in': ['roi-review', 'confirming'],
    'call-in-ended': ['roi-review', 'confirming'],
    'confirming-topped-up': ['confirming'],
    raised: ['confirming'],
    'confirming-closed': ['confirming'],
    revised: ['sign-off', 'changes-requested', 'confirming'],
    withdrawn: ['sign-off', 'changes-requested', 'roi-review', 'confirming'],
    revoked: ['sign-off', 'changes-requested', 'roi-review', 'confirming'],
    'bar-lifted': ['sign-off', 'changes-requested', 'roi-review', 'confirming'],
    // Only in a later revision than the one that was answered.
    'hold-moved': [],
    'set-aside': [],
    extended: ['sign-off'],
    'cycle-raised': ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling'],
    ended: ['sign-off', 'changes-requested', 'roi-review', 'confirming'],
    settled: ['settling'],
    'needs-attention': ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling'],
    resumed: ['needs-attention'],
    'officer-changed': ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling', 'needs-attention'],
    closed: ['funded'],
  };
  /** The right event of each type for the history of that status. */
  const fitting = (status: Status): readonly UnsealedEvent[] => [
    submitted,
    opened,
    answered(gss('B')),
    draft('passed-on', { borough: gss('B'), revision: 1, from: who('one'), to: who('two'), why: 'not-eligible' }),
    draft('reminded', { revision: 1, boroughs: [gss('B')] }),
    toppedUpUntil('2026-12-22T17:00:00.000Z'),
    roundClosed('failed'),
    draft('review-opened', { revision: 1, cycle: 1 }),
    draft('review-answered', { borough: gss('B'), revision: 1, kind: 'recommend' }),
    reviewClosed('recommend'),
    confirmingBegun(),
    draft('confirming-opened', { revision: 1, cycle: 1 }),
    draft('confirmed', { borough: gss('A'), revision: 1, without: [] }),
    takenBack(gss('B')),
    draft('called-in', { borough: gss('B'), revision: 1, until: '2027-01-18T17:00:00.000Z' }),
    draft('call-in-ended', { borough: gss('B'), revision: 1, how: 'released' }),
    draft('confirming-topped-up', { revision: 1, shortfall: 5, until: '2027-01-18T17:00:00.000Z' }),
    draft('raised', { borough: gss('B'), revision: 1, upTo: 250, record: 'R-B-2', replaces: 'R-B' }),
    confirmingClosed('confirmed'),
    revised(2, 2, []),
    draft('hold-moved', { borough: gss('A'), revision: 1 }),
    draft('set-aside', { borough: gss('A'), revision: 1, lacking: [] }),
    withdrawn,
    draft('revoked', { borough: gss('A'), contributions: [] }),
    draft('bar-lifted', { borough: gss('A'), person: who('one') }),
    draft('extended', { closesAt: '2027-01-18T17:00:00.000Z' }),
    draft('cycle-raised', { cycle: 2, why: 'execution-lost' }),
    ended('lapsed'),
    settled('funded'),
    draft('needs-attention', { stopped: status }),
    draft('resumed', { status: 'settling' }),
    draft('officer-changed', { borough: gss('B'), person: who('one'), change: 'removed' }),
    draft('closed', {}),
  ];

  test.each(statuses)('in %s exactly the events happen that the table allows', (status) => {
    const allowed = fitting(status).filter((event) => folded(...histories[status], event).kind === 'folded');
    const expected = Object.entries(may).filter(([, where]) => where.includes(status));
    expect(allowed.map(({ type }) => type)).toEqual(expected.map(([type]) => type));
  });

  test('no walk changes the status except by the table, and none leads out of a final status', () => {
    const table: readonly Transition[] = Object.values(transitions);
    fc.assert(
      fc.property(walks, (walk) => {
        const seen = walk.map((_, index) => state(...walk.slice(0, index + 1)).status);
        for (const [index, status] of seen.entries()) {
          const before = seen[index - 1];
          const may = table.some(({ from, to }) => to === status && from.includes(before ?? null));
          expect(before === status || may).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
