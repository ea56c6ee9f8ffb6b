import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about the workflow: the outbox, the sweep and the executions. */
export const workflowBugs: readonly PlantedBug[] = [
  {
    number: 60,
    name: 'relay-is-done-before-it-acts',
    area: 'workflow',
    rule: 'Promise 9',
    what: 'an email is marked as done before it is on the queue',
    edits: [
      {
        symbol: 'relayMail',
        before: '): Promise<void> {',
        after: '): Promise<void> { await deps.outbox.done(entry.id);',
      },
      { symbol: 'relayMail', before: 'await deps.outbox.done(entry.id);', after: '' },
    ],
  },
  {
    number: 61,
    name: 'resume-is-never-acknowledged',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'an opened step does not acknowledge the entry that it follows, so that entry is driven for ever',
    edits: [
      {
        symbol: 'openStep',
        before: "const acknowledges = pending?.status === 'pending' ? [pending.id] : [];",
        after: "const acknowledges = pending?.status === 'done' ? [pending.id] : [];",
      },
    ],
  },
  {
    number: 62,
    name: 'wrong-cycle-is-resumed',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'opening a decided step resumes the current cycle instead of the execution that opened the step',
    edits: [{ symbol: 'openStep', before: '{ id: proposal, cycle }', after: '{ id: proposal, cycle: head.cycle }' }],
  },
  {
    number: 63,
    name: 'superseded-execution-waits-for-ever',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'a revision leaves the execution of the previous cycle waiting',
    edits: [
      {
        symbol: 'write',
        before: "head.status === 'sign-off' ? [resumeEntry(",
        after: "head.status === 'roi-review' ? [resumeEntry(",
      },
    ],
  },
  {
    number: 64,
    name: 'decided-step-is-not-resumed',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'opening a decided step registers the token but does not resume the execution',
    edits: [{ symbol: 'openStep', before: 'outbox: resume', after: 'outbox: resume.slice(1)' }],
  },
  {
    number: 65,
    name: 'sweep-stops-at-a-failure',
    area: 'workflow',
    rule: 'docs/architecture.md, Seven ideas',
    what: 'items that are due after a failing item are never attended to',
    edits: [
      {
        symbol: 'sweep',
        before: 'if (!(await setBack(deps, due, at))) stuck += 1;',
        after: 'if (!(await setBack(deps, due, at))) stuck += 1; return { attended, failed, more: true };',
      },
    ],
  },
  {
    number: 66,
    name: 'awaited-revision-never-lapses',
    area: 'workflow',
    rule: 'Promise 2',
    what: 'a proposal whose revision never arrives waits for ever, unless its execution was rebuilt',
    edits: [
      {
        symbol: 'attendProposal',
        before: 'return lapse(deps, id, at);',
        after: 'return head.attempts > 0 ? lapse(deps, id, at) : undefined;',
      },
    ],
  },
  {
    number: 67,
    name: 'changes-in-the-review-are-settled',
    area: 'workflow',
    rule: 'docs/rules.md, Life of a proposal',
    what: 'a review that asks for changes is followed by the settlement',
    edits: [
      {
        symbol: 'Was it recommended?',
        before: "$review in ['changes-requested', 'superseded']",
        after: "$review in ['superseded']",
      },
    ],
  },
  {
    number: 68,
    name: 'carried-round-skips-the-review',
    area: 'workflow',
    rule: 'R17',
    what: 'a carried round is followed by the settlement without a review',
    edits: [{ symbol: 'Was it carried?', before: "$signOff = 'carried'", after: "$signOff = 'recommended'" }],
  },
  {
    number: 69,
    name: 'backstop-ends-the-execution',
    area: 'workflow',
    rule: 'docs/architecture.md, Seven ideas',
    what: 'the timeout of the sign-off ends the execution instead of opening the sign-off again',
    edits: [
      {
        symbol: 'Ask the boroughs to sign off',
        before: '"Next": "Ask the boroughs to sign off"',
        after: '"Next": "Decided"',
      },
    ],
  },
  {
    number: 70,
    name: 'last-attempt-to-register-wins',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'the token that was registered last is kept, even if it belongs to an older attempt',
    edits: [
      {
        symbol: 'openStep',
        before: 'const token = { ...opening, step };',
        after: 'const token = { ...opening, attempt: null, step };',
      },
    ],
  },
  {
    number: 71,
    name: 'unresponsive-execution-is-driven-for-ever',
    area: 'workflow',
    rule: 'docs/architecture.md, The workflow',
    what: 'an execution that runs but does not react is driven without limit',
    edits: [{ symbol: 'driveOutbox', before: 'entry.attempt < maxDrives', after: 'maxDrives > 0' }],
  },
];
