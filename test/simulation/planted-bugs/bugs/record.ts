import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about the record: events, links, codes and report rows. */
export const recordBugs: readonly PlantedBug[] = [
  {
    number: 52,
    name: 'chain-does-not-continue',
    area: 'record',
    rule: 'R19',
    what: 'the second event of a change follows the head from before the change',
    edits: [
      {
        symbol: 'link',
        file: 'event-chain.ts',
        before: 'const unhashed = { ...event, proposal, sequence: end.sequence + 1, previous: end.hash };',
        after: 'const unhashed = { ...event, proposal, sequence: end.sequence + 1, previous: head.hash };',
      },
    ],
  },
  {
    number: 53,
    name: 'one-salt-for-an-event',
    area: 'record',
    rule: 'R19',
    what: 'all private values of an event share one salt, so no value can be erased alone',
    edits: [
      {
        symbol: 'sealEvent',
        before: 'const salts: Record<string, string> = {};',
        after: 'const salts: Record<string, string> = {}; const salt = newSalt();',
      },
      { symbol: 'sealEvent', before: 'const salt = newSalt();', after: '' },
    ],
  },
  {
    number: 54,
    name: 'salts-are-thrown-away',
    area: 'record',
    rule: 'R19',
    what: 'the sealed values of the second event of a change lose their salts',
    edits: [
      {
        symbol: 'complete',
        before: 'const salts = sealed.flatMap(({ salts: values }, index) => {',
        after: 'const salts = sealed.slice(0, 1).flatMap(({ salts: values }, index) => {',
      },
    ],
  },
  {
    number: 55,
    name: 'fold-keeps-answers-of-boroughs-asked-again',
    area: 'record',
    rule: 'R7, Promise 6',
    what: 'folding discards only the first of the approvals that a revision sets aside',
    edits: [
      {
        symbol: 'standing',
        file: 'event-fold.ts',
        before: '!askedAgain.includes(borough)',
        after: 'askedAgain[0] !== borough',
      },
    ],
  },
  {
    number: 56,
    name: 'any-ending-may-be-settled',
    area: 'record',
    rule: 'docs/rules.md, Life of a proposal, Promise 6',
    what: 'folding accepts that a proposal is funded although a different ending was fixed',
    edits: [{ symbol: 'rules', before: 'status !== ending', after: 'ending === null && status !== ending' }],
  },
  {
    number: 57,
    name: 'token-is-kept-in-the-record',
    area: 'record',
    rule: 'R25',
    what: 'the record keeps a link’s token instead of its SHA-256',
    edits: [{ symbol: 'mintLink', before: 'const hash = deps.digests.sha256(token);', after: 'const hash = token;' }],
  },
  {
    number: 58,
    name: 'link-of-an-old-revision-acts',
    area: 'record',
    rule: 'R24',
    what: 'a link that was emailed for an earlier revision answers the current one',
    edits: [
      { symbol: 'answeredAlready', before: 'link.revision === head.revision', after: 'link.revision <= head.revision' },
      {
        symbol: 'answeredAlready',
        before: 'if (link.revision !== head.revision) return changedView(deps, state, link);',
        after: 'if (link.revision > head.revision) return changedView(deps, state, link);',
      },
      {
        symbol: 'answeredAlready',
        before: 'form.revisionHash !== revision.hash',
        after: 'link.revision === head.revision && form.revisionHash !== revision.hash',
      },
    ],
  },
  {
    number: 59,
    name: 'row-version-ignores-the-head',
    area: 'record',
    rule: 'Promise 7',
    what: 'the row of a newer state can have a lower version than the row of an older state',
    edits: [
      {
        symbol: 'rowFrame',
        before: 'version: head.version * maxSettled + settled.length,',
        after: 'version: maxSettled + settled.length,',
      },
    ],
  },
  {
    number: 76,
    name: 'code-is-valid-twice',
    area: 'record',
    rule: 'R26',
    what: 'an answer does not use up its code',
    edits: [
      {
        symbol: 'compareCode',
        before: 'used: { codes: { request: id, codes: withCodeUsed(codes, code) } }',
        after: 'used: code.number < 0 ? { codes: { request: id, codes: withCodeUsed(codes, code) } } : {}',
      },
    ],
  },
];
