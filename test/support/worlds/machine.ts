import { openConfirming } from '../../../functions/application/confirming/open-confirming.ts';
import type { Executions } from '../../../functions/application/ports/workflow.ts';
import { openReview } from '../../../functions/application/review/open-review.ts';
import { openSignOff } from '../../../functions/application/sign-off/open-sign-off.ts';
import type { OpenStepDependencies } from '../../../functions/application/steps/open-step.ts';
import { type SettleDependencies, settleProposal } from '../../../functions/application/workflow/settle-proposal.ts';
import { openingOf } from '../../../functions/handlers/tasks/opening.ts';
import { ExecutionInput } from '../../../workflows/joint-funding/contract.ts';
import { type Definition, definition, StateMachineModel } from './state-machine.ts';

/** Runs the work of one invocation. A crash ends only this invocation. */
export type Invoke = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The deployed state machine with the use cases of its tasks, bound as their handlers bind them. While `can` says no, every try
 * of that task fails for good.
 */
export function machineOf(
  deps: OpenStepDependencies & SettleDependencies,
  invoke: Invoke,
  can: (task: 'open' | 'settle') => boolean,
  of: Definition = definition,
): StateMachineModel {
  const now = () => deps.clock.now();
  const opening = (payload: unknown) => {
    if (!can('open')) throw new Error('The step cannot be opened');
    return openingOf(payload);
  };
  return new StateMachineModel(
    {
      OpenSignOffFunctionArn: (payload) => invoke(async () => openSignOff(deps, opening(payload), now())),
      OpenReviewFunctionArn: (payload) => invoke(async () => openReview(deps, opening(payload), now())),
      OpenConfirmingFunctionArn: (payload) => invoke(async () => openConfirming(deps, opening(payload), now())),
      SettleFunctionArn: (payload) =>
        invoke(async () => {
          if (!can('settle')) throw new Error('The money cannot be settled');
          const { proposalId, cycle } = ExecutionInput.parse(payload);
          return settleProposal(deps, proposalId, now(), cycle);
        }),
    },
    of,
  );
}

/** The calls of an executions port. A call may succeed although its reply is lost. */
export class UnreliableExecutions implements Executions {
  /** How many of the next starts and resumes succeed but return an error. */
  loseReplies = 0;
  /** During an outage, nothing is done. */
  outage = false;
  readonly #machine: StateMachineModel;

  constructor(machine: StateMachineModel) {
    this.#machine = machine;
  }

  async start(...[name, input]: Parameters<Executions['start']>): ReturnType<Executions['start']> {
    this.#reach();
    return this.#reply(await this.#machine.start(name, input));
  }

  async resume(...[token, outcome]: Parameters<Executions['resume']>): ReturnType<Executions['resume']> {
    this.#reach();
    return this.#reply(await this.#machine.resume(token, outcome));
  }

  state(name: string): ReturnType<Executions['state']> {
    return this.#machine.state(name);
  }

  #reach(): void {
    if (this.outage) throw new Error('Step Functions cannot be reached');
  }

  #reply<T>(reply: T): T {
    if (this.loseReplies === 0) return reply;
    this.loseReplies -= 1;
    throw new Error('The reply of Step Functions was lost');
  }
}
