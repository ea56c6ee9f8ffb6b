import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about routing: which officer is asked, and who may answer. */
export const routingBugs: readonly PlantedBug[] = [
  {
    number: 44,
    name: 'author-answers-with-a-tag',
    area: 'routing',
    rule: 'R8',
    what: 'the author can answer from the same address with a different +tag',
    edits: [{ symbol: 'mailbox', file: 'officers.ts', before: 'local.slice(0, plus)', after: 'local.slice(0)' }],
  },
  {
    number: 45,
    name: 'answerer-may-review',
    area: 'routing',
    rule: 'R8',
    what: 'an officer who answered the sign-off is asked to review',
    edits: [{ symbol: 'obstacle', before: "routing.role === 'reviewer'", after: "routing.role === 'approver'" }],
  },
  {
    number: 46,
    name: 'back-on-the-last-day-of-an-absence',
    area: 'routing',
    rule: 'R9',
    what: 'the last day of an absence does not count',
    edits: [
      {
        symbol: 'isAbsent',
        before: 'return officer.absences.some(({ from, to }) => from <= on && on <= to);',
        after: 'return officer.absences.some(({ from, to }) => from <= on && on < to);',
      },
    ],
  },
  {
    number: 47,
    name: 'limit-of-exactly-the-share-is-too-low',
    area: 'routing',
    rule: 'R9',
    what: 'an officer whose limit is exactly the asked share is passed over',
    edits: [
      {
        symbol: 'withinLimit',
        before: 'officer.limit >= routing.askedShare',
        after: 'officer.limit > routing.askedShare',
      },
    ],
  },
  {
    number: 48,
    name: 'lead-reviews-first',
    area: 'routing',
    rule: 'R17',
    what: 'the reviewer of the lead borough is asked before the others',
    edits: [
      {
        symbol: 'inOrderOfAsking',
        before: '!== lead), ...byCode.filter(({ borough }) => borough === lead)',
        after: '=== lead), ...byCode.filter(({ borough }) => borough !== lead)',
      },
    ],
  },
  {
    number: 49,
    name: 'deputy-is-never-asked',
    area: 'routing',
    rule: 'R9',
    what: 'the last reminder does not go to the deputy',
    edits: [{ symbol: 'deputyToAsk', before: "role === 'deputy'", after: "role === 'approver'" }],
  },
  {
    number: 50,
    name: 'recused-officer-asked-for-another-borough',
    area: 'routing',
    rule: 'R1',
    what: 'an officer who declared an interest is excluded from that request only, not from the whole proposal',
    edits: [
      {
        symbol: 'recuse',
        before: 'change: { ...change, ...used, head: { ...change.head, recused } },',
        after: 'change: { ...change, ...used, head: { ...change.head, recused: state.head.recused } },',
      },
    ],
  },
  {
    number: 51,
    name: 'borough-changed-meanwhile',
    area: 'routing',
    rule: 'R6',
    what: 'an officer who was just removed can answer, unless the answer closes the round',
    edits: [
      {
        symbol: 'record',
        file: 'answer-sign-off.ts',
        before: 'requiredVersions: [{ borough: borough.borough, version: borough.version }],',
        after: 'requiredVersions: closing === null ? [] : [{ borough: borough.borough, version: borough.version }],',
      },
    ],
  },
  {
    number: 79,
    name: 'officers-share-their-codes',
    area: 'routing',
    rule: 'R26',
    what: 'a code that one officer requests cancels the codes of the borough’s other officers',
    edits: [
      {
        symbol: 'withOfficer',
        before: 'const others = officers.filter(({ person }) => person !== own.person);',
        after: "const others = officers.filter(({ person }) => person === '' && person !== own.person);",
      },
    ],
  },
];
