import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about money: shares, caps, holds, commitments and budgets. */
export const moneyBugs: readonly PlantedBug[] = [
  {
    number: 1,
    name: 'ties-go-to-the-higher-code',
    area: 'money',
    rule: 'R10',
    what: 'of equal remainders the higher GSS code gets the penny',
    edits: [
      {
        symbol: 'byLargestRemainder',
        before: 'return a.borough < b.borough ? -1 : 1;',
        after: 'return a.borough > b.borough ? -1 : 1;',
      },
    ],
  },
  {
    number: 2,
    name: 'hold-rounds-down',
    area: 'money',
    rule: 'R12',
    what: 'a hold rounds each column down, so a later split can exceed the hold',
    edits: [
      {
        symbol: 'holdCells',
        before: '(BigInt(forShared) * BigInt(column.amount) + shared - 1n) / shared',
        after: '(BigInt(forShared) * BigInt(column.amount)) / shared',
      },
    ],
  },
  {
    number: 3,
    name: 'own-lines-forgotten-in-a-cap',
    area: 'money',
    rule: 'R10',
    what: 'a cap limits the shared part only, and own lines are charged on top of the cap',
    edits: [
      {
        symbol: 'shareCost',
        before: 'cap: willing.cap === null ? null : willing.cap - own(willing.borough),',
        after: 'cap: willing.cap,',
      },
    ],
  },
  {
    number: 4,
    name: 'caps-looked-at-once',
    area: 'money',
    rule: 'R10',
    what: 'caps are checked only once, so the second sharing can charge a borough more than its cap',
    edits: [
      {
        symbol: 'apportion',
        before: 'for (let above = aboveCap(left, open); above.length > 0; above = aboveCap(left, open)) {',
        after: 'for (const above of [aboveCap(left, open)]) {',
      },
    ],
  },
  {
    number: 5,
    name: 'caps-that-just-cover-fall-short',
    area: 'money',
    rule: 'R10',
    what: 'caps that cover the cost to the penny count as a shortfall of zero',
    edits: [
      {
        symbol: 'apportion',
        before: "if (lacking > 0n) return { kind: 'shortfall', by: Number(lacking) };",
        after: "if (lacking >= 0n) return { kind: 'shortfall', by: Number(lacking) };",
      },
    ],
  },
  {
    number: 6,
    name: 'contributions-without-caps',
    area: 'money',
    rule: 'R10',
    what: 'the cost is shared in proportion, and caps only decide whether the round is carried',
    edits: [{ symbol: 'aboveCap', before: 'BigInt(cap) * weights', after: 'BigInt(cap + total) * weights' }],
  },
  {
    number: 7,
    name: 'benefit-key-counts-disbenefits',
    area: 'money',
    rule: 'R10',
    what: 'under the benefit key, disbenefits raise a borough’s weight',
    edits: [
      {
        symbol: 'weigher',
        before: ".filter((line) => line.borough === borough && line.class !== 'disbenefit')",
        after: '.filter((line) => line.borough === borough)',
      },
    ],
  },
  {
    number: 8,
    name: 'benefit-key-before-confidence',
    area: 'money',
    rule: 'R10',
    what: 'under the benefit key, benefits are not reduced by their confidence grade',
    edits: [
      { symbol: 'weigher', before: '.map(({ amount, confidence }) =>', after: '.map(({ amount }) =>' },
      { symbol: 'weigher', before: 'reductions[confidence]', after: 'reductions[1]' },
    ],
  },
  {
    number: 9,
    name: 'table-is-not-the-greatest',
    area: 'money',
    rule: 'R11',
    what: 'the split has the right sums but is not the lexicographically greatest one',
    edits: [
      {
        symbol: 'greatestRounding',
        before: 'for (const cell of table.flat()) settle(cell);',
        after: 'for (const cell of table.flat().toReversed()) settle(cell);',
      },
    ],
  },
  {
    number: 10,
    name: 'cells-forget-own-lines',
    area: 'money',
    rule: 'R10, R11',
    what: 'the cells of a contribution leave out own lines',
    edits: [
      {
        symbol: 'contributionCells',
        before: 'cells: mergeCells([...cells, ...ownLineCells(costs, borough)]),',
        after: 'cells: mergeCells([...cells, ...ownLineCells(costs, borough).slice(1)]),',
      },
    ],
  },
  {
    number: 11,
    name: 'commitment-keeps-the-rest-held',
    area: 'money',
    rule: 'R12',
    what: 'the part of a hold that a contribution does not need is not freed',
    edits: [
      {
        symbol: 'movementsToCommit',
        before: 'movements: movements(borough, negated(held), due),',
        after: 'movements: movements(borough, negated(due), due),',
      },
    ],
  },
  {
    number: 12,
    name: 'later-stages-committed-at-once',
    area: 'money',
    rule: 'R13',
    what: 'the settlement commits later stages together with the current stage',
    edits: [
      {
        symbol: 'movementsToCommit',
        before: 'const isCurrent = ({ stage }: Cell) => stage === currentStage;',
        after: 'const isCurrent = ({ stage }: Cell) => stage >= currentStage;',
      },
    ],
  },
  {
    number: 13,
    name: 'old-hold-left-when-replaced',
    area: 'money',
    rule: 'R7, R12',
    what: 'a new hold is taken in full, and the hold that it replaces stays in the budget',
    edits: [
      {
        symbol: 'movementsToHold',
        before: '...negated(previousCells)',
        after: '...negated(previousCells.slice(0, 0))',
      },
    ],
  },
  {
    number: 14,
    name: 'allocation-cut-below-commitments',
    area: 'money',
    rule: 'R12',
    what: 'an allocation can be cut below the sum of what is held and committed',
    edits: [
      {
        symbol: 'availableAfterPut',
        before: "if (allocated < heldAndCommitted) return { kind: 'below-held-and-committed', heldAndCommitted };",
        after: "if (allocated < budget.held) return { kind: 'below-held-and-committed', heldAndCommitted };",
      },
    ],
  },
  {
    number: 15,
    name: 'budget-goes-below-zero',
    area: 'money',
    rule: 'R12',
    what: 'a movement is made although it needs more than is available',
    edits: [
      {
        symbol: 'afterMovement',
        before: "if (fits && needs > budget.available) return { kind: 'not-enough-available', budget, needs };",
        after: "if (fits && needs > budget.allocated) return { kind: 'not-enough-available', budget, needs };",
      },
    ],
  },
  {
    number: 16,
    name: 'withdrawal-keeps-its-holds',
    area: 'money',
    rule: 'R12',
    what: 'a withdrawn proposal is settled without freeing its holds',
    edits: [
      {
        symbol: 'holders',
        before: 'const seen = new Set<BoroughCode>();',
        after: "const seen = new Set<BoroughCode>(); if (head.ending === 'withdrawn') return [];",
      },
    ],
  },
  {
    number: 17,
    name: 'left-out-borough-keeps-its-hold',
    area: 'money',
    rule: 'R7',
    what: 'the settlement frees only the holds of the newest revision',
    edits: [
      {
        symbol: 'holders',
        before: 'for (let revision = head.revision; revision >= 1; revision -= 1) {',
        after: 'for (let revision = head.revision; revision >= head.revision; revision -= 1) {',
      },
    ],
  },
  {
    number: 18,
    name: 'settlement-is-not-repeatable',
    area: 'money',
    rule: 'R12',
    what: 'a settlement that is resumed settles the same holds again',
    edits: [{ symbol: 'holders', before: "request.hold.status === 'held'", after: "request.hold.status !== 'none'" }],
  },
  {
    number: 19,
    name: 'revision-drops-the-old-hold',
    area: 'money',
    rule: 'R7',
    what: 'a borough that is asked again loses its hold, and the money is not freed',
    edits: [
      {
        symbol: 'carriedOver',
        before: 'if (stands === undefined) return { ...request, hold: before.hold };',
        after: 'if (stands === undefined) return request;',
      },
    ],
  },
  {
    number: 20,
    name: 'answer-commits-without-its-money',
    area: 'money',
    rule: 'R12',
    what: 'an approval and its hold are recorded, but the first budget is not moved in the same transaction',
    edits: [
      { symbol: 'record', file: 'answer-sign-off.ts', before: 'movements,', after: 'movements: movements.slice(1),' },
    ],
  },
  {
    number: 21,
    name: 'deemed-approval-without-its-hold',
    area: 'money',
    rule: 'R4',
    what: 'a deemed approval is recorded, but the first budget is not moved',
    edits: [{ symbol: 'deem', before: 'movements,', after: 'movements: movements.slice(1),' }],
  },
  {
    number: 22,
    name: 'revocation-loses-its-hold',
    area: 'money',
    rule: 'R29, R12',
    what: 'a revocation marks the hold as free, but the first budget keeps holding the money',
    edits: [
      {
        symbol: 'decideRevocation',
        before: 'movements,',
        after: 'movements: movements.slice(1),',
      },
    ],
  },
  {
    number: 78,
    name: 'code-is-valid-for-any-share',
    area: 'money',
    rule: 'R26',
    what: 'a code is valid for its answer, whatever share the borough is asked to pay',
    edits: [
      {
        symbol: 'isFor',
        before: 'return code.answer === answer && code.upTo === upTo && code.share === share;',
        after: 'return code.answer === answer && code.upTo === upTo && share >= 0;',
      },
    ],
  },
];
