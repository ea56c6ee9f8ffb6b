import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about the sign-off and the review: which answers count, and how a round ends. */
export const signOffBugs: readonly PlantedBug[] = [
  {
    number: 23,
    name: 'recused-borough-stays-in-the-count',
    area: 'sign-off',
    rule: 'R3',
    what: 'a recused borough that has no other officer counts as eligible',
    edits: [
      {
        symbol: 'countOf',
        before: "eligible: ballots.length - of('recused', 'without-officer').length,",
        after: "eligible: ballots.length - of('without-officer').length,",
      },
    ],
  },
  {
    number: 24,
    name: 'silence-of-the-lead-is-deemed-approval',
    area: 'sign-off',
    rule: 'R2, R4',
    what: 'the silence of the lead borough is deemed to be approval',
    edits: [{ symbol: 'ruledOut', before: "if (request.lead) return 'lead';", after: '' }],
  },
  {
    number: 25,
    name: 'quorum-rounds-down',
    area: 'sign-off',
    rule: 'R3',
    what: 'two thirds of five boroughs are rounded down to three',
    edits: [
      {
        symbol: 'quorum',
        before: 'return Number((product + divisor - 1n) / divisor);',
        after: 'return Number(product / divisor);',
      },
    ],
  },
  {
    number: 26,
    name: 'one-borough-is-enough',
    area: 'sign-off',
    rule: 'R3',
    what: 'a share can be met by the lead alone',
    edits: [{ symbol: 'fewest', before: 'const fewest = 2;', after: 'const fewest = 1;' }],
  },
  {
    number: 27,
    name: 'wish-for-changes-is-a-veto',
    area: 'sign-off',
    rule: 'R6',
    what: 'one wish for changes stops a round that would be carried',
    edits: [
      {
        symbol: 'decide',
        before: "cost.kind === 'apportioned')",
        after: "cost.kind === 'apportioned' && !ballots.some(({ stance }) => stance === 'asked-for-changes'))",
      },
    ],
  },
  {
    number: 28,
    name: 'carried-before-all-have-answered',
    area: 'sign-off',
    rule: 'R5',
    what: 'a round closes as carried while a borough can still answer',
    edits: [
      {
        symbol: 'whyItCloses',
        before: '({ pending }) => !pending)',
        after: '({ pending }) => !pending) || applyRule(round.scheme.decisionRule, countOf(ballots)).met',
      },
    ],
  },
  {
    number: 29,
    name: 'waits-though-it-can-only-fail',
    area: 'sign-off',
    rule: 'R5',
    what: 'a round whose lead declined waits for the deadline',
    edits: [
      {
        symbol: 'whyItCloses',
        before: "(ballot.pending ? { ...ballot, stance: 'approved' } : ballot)",
        after: "(ballot.pending || ballot.lead ? { ...ballot, stance: 'approved' } : ballot)",
      },
    ],
  },
  {
    number: 30,
    name: 'changes-wanted-without-a-revision-left',
    area: 'sign-off',
    rule: 'R6, R7',
    what: 'changes are requested although no revision is left',
    edits: [
      {
        symbol: 'decide',
        before: "return asked && round.revisionsLeft > 0 ? 'changes-requested' : 'failed';",
        after: "return asked && round.revisionsLeft >= 0 ? 'changes-requested' : 'failed';",
      },
    ],
  },
  {
    number: 31,
    name: 'revoked-approval-still-counts',
    area: 'sign-off',
    rule: 'R29',
    what: 'a revoked approval still counts',
    edits: [{ symbol: 'stanceOf', before: "if (request.revoked !== undefined) return 'revoked';", after: '' }],
  },
  {
    number: 32,
    name: 'silence-without-delivery-is-deemed-approval',
    area: 'sign-off',
    rule: 'R4',
    what: 'silence is deemed to be approval although the request was never delivered',
    edits: [
      {
        symbol: 'ruledOut',
        before: "return request.delivery === 'delivered' ? null : 'not-delivered';",
        after: "return request.delivery !== 'unreachable' ? null : 'not-delivered';",
      },
    ],
  },
  {
    number: 33,
    name: 'deemed-up-to-the-authority',
    area: 'sign-off',
    rule: 'R4',
    what: 'silence approves the whole amount that the authority covers instead of the asked share',
    edits: [{ symbol: 'silenceAt', before: 'upTo: request.asked', after: 'upTo: standing.upTo' }],
  },
  {
    number: 34,
    name: 'approval-is-kept-on-too-small-a-hold',
    area: 'sign-off',
    rule: 'R7',
    what: 'an approval is kept although a column now needs more than its hold',
    edits: [
      { symbol: 'capReasons', before: 'if (amount >= cell.amount) return [];', after: 'if (amount >= 0) return [];' },
    ],
  },
  {
    number: 35,
    name: 'approval-is-kept-with-fewer-benefits',
    area: 'sign-off',
    rule: 'R7',
    what: 'an approval is kept although the borough now gains less',
    edits: [
      {
        symbol: 'benefitReasons',
        before: 'if (signOf(subtract(now, old)) >= 0) return [];',
        after: 'if (signOf(subtract(now, old)) >= -1) return [];',
      },
    ],
  },
  {
    number: 36,
    name: 'half-against-is-recommended',
    area: 'sign-off',
    rule: 'R17',
    what: 'a review recommends the proposal although half of the reviewers are against it',
    edits: [
      {
        symbol: 'outcomeOf',
        file: 'review.ts',
        before: "kind === 'not-recommended').length >= kinds.length",
        after: "kind === 'not-recommended').length > kinds.length",
      },
    ],
  },
  {
    number: 37,
    name: 'second-answer-overwrites',
    area: 'sign-off',
    rule: 'Promise 4',
    what: 'a second answer from the same borough replaces the first',
    edits: [
      {
        symbol: 'answeredAlready',
        before: 'if (closed || request.answer !== null) return deadView(deps, state, link, request, at);',
        after: 'if (closed) return deadView(deps, state, link, request, at);',
      },
    ],
  },
  {
    number: 38,
    name: 'late-answer-counts',
    area: 'sign-off',
    rule: 'R5',
    what: 'an answer after the deadline counts until the sweep closes the round',
    edits: [
      {
        symbol: 'answeredAlready',
        before: 'if (isLate(at, openUntil(state))) return deadView(deps, state, link, request, at);',
        after: '',
      },
    ],
  },
  {
    number: 72,
    name: 'code-is-valid-for-any-amount',
    area: 'sign-off',
    rule: 'R26',
    what: 'a code is valid for its answer with any amount',
    edits: [
      {
        symbol: 'isFor',
        before: 'return code.answer === answer && code.upTo === upTo && code.share === share;',
        after: 'return code.answer === answer && upTo !== 0 && code.share === share;',
      },
    ],
  },
  {
    number: 73,
    name: 'wrong-codes-are-not-counted',
    area: 'sign-off',
    rule: 'R26',
    what: 'a wrong code is reported but not counted',
    edits: [
      {
        symbol: 'compareCode',
        before: "if (!(await deps.codes.put(id, tried, told))) return { kind: 'retry' };",
        after: "if (told !== undefined && !(await deps.codes.put(id, tried, told))) return { kind: 'retry' };",
      },
    ],
  },
  {
    number: 75,
    name: 'decline-needs-no-code',
    area: 'sign-off',
    rule: 'R26',
    what: 'only an approval of more than the threshold needs a code',
    edits: [
      {
        symbol: 'needsCode',
        before: 'return codeAbove !== null && Math.max(share, upTo ?? 0) > codeAbove;',
        after: 'return codeAbove !== null && Math.max(Math.min(share, upTo ?? 0), upTo ?? 0) > codeAbove;',
      },
    ],
  },
  {
    number: 77,
    name: 'locked-request-takes-small-answers',
    area: 'sign-off',
    rule: 'R26',
    what: 'a locked request still accepts answers that do not need a code',
    edits: [
      {
        symbol: 'decideAnswer',
        before: 'if (isLocked(codes, at)) {',
        after: 'if (isLocked(codes, at) && request.asked > (borough.codeAbove ?? 0)) {',
      },
    ],
  },
  {
    number: 81,
    name: 'silence-after-a-lock-is-deemed-approval',
    area: 'sign-off',
    rule: 'R4, R26',
    what: 'the silence of an officer who was kept from answering is deemed to be approval',
    edits: [
      {
        symbol: 'isBarredAtClose',
        before: 'isLocked(codes, last) ||',
        after: '(isLocked(codes, last) && codes === undefined) ||',
      },
    ],
  },
];
