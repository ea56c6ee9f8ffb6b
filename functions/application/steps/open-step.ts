import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { Step, StepOutcome, TaskAttempt } from '../../domain/record/step.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import {
  type ChangeDependencies,
  complete,
  type PlannedChange,
  retryUnlessReplied,
  retryUntilCommitted,
} from '../commit/change-proposal.ts';
import { resumeEntry } from '../commit/outbox-entries.ts';
import type { Outbox, People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';

export interface OpenStepDependencies extends ChangeDependencies {
  readonly proposals: Proposals;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly outbox: Pick<Outbox, 'get'>;
}

/** What opens a step: the proposal, the cycle of the execution, the token that resumes it, and its attempt. */
export interface Opening {
  readonly proposal: ProposalId;
  readonly cycle: number;
  readonly token: string;
  readonly attempt: TaskAttempt | null;
}

/** How one kind of step opens. */
export interface Opened {
  readonly step: Step;
  /** Outbox entries that this opening proves done: the start of the execution, or the resume of the step before. */
  readonly follows: readonly string[];
  /** What the execution of a cycle is told if the step is already decided; null while the step is open. */
  readonly outcome: (state: ProposalState, cycle: number) => StepOutcome | null;
  /** What the first opening changes: who is asked. */
  readonly ask: (state: ProposalState) => Promise<PlannedChange>;
}

/**
 * Opens a step for one execution: registers its task token and, the first time, asks. It may run twice: each attempt
 * has a new token, which replaces the one before. An attempt older than the registered one changes nothing, because
 * nobody waits for its token. If the step is already decided or the cycle is not the current one, it writes the resume
 * instead (docs/architecture.md, The workflow).
 */
export async function openStep(
  deps: OpenStepDependencies,
  opening: Opening,
  { step, follows, outcome: outcomeOf, ask }: Opened,
  at: Instant,
): Promise<void> {
  const { proposal, cycle } = opening;
  await retryUntilCommitted(deps, async () => {
    const state = await deps.proposals.load(proposal);
    if (state === undefined) throw new Error(`There is no proposal ${proposal} to open the step ${step} of.`);
    const { head } = state;
    const token = { ...opening, step };
    const entries = await Promise.all(follows.map((id) => deps.outbox.get(id)));
    const acknowledges = entries.flatMap((entry) => (entry?.status === 'pending' ? [entry.id] : []));
    const outcome = outcomeOf(state, cycle);
    const resume = outcome === null ? [] : [resumeEntry(deps.redrive, { id: proposal, cycle }, step, outcome, at)];
    const committed =
      outcome === null && !head.opened
        ? await deps.proposals.commit(complete(deps, head, { ...(await ask(state)), token, acknowledges }))
        : await deps.proposals.registerToken({ token, expected: head.version, acknowledges, outbox: resume });
    if (committed.kind === 'committed' || committed.kind === 'outdated') return { kind: 'done', result: undefined };
    return retryUnlessReplied(committed.kind === 'again' ? committed.why : 'conflict');
  });
}
