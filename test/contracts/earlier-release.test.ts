import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerRequest } from '../../functions/application/links/answer-request.ts';
import { readLink } from '../../functions/application/links/read-link.ts';
import { reviewedHash } from '../../functions/application/views/shares-changed.ts';
import { sweep } from '../../functions/application/workflow/sweep.ts';
import type { ProposalState } from '../../functions/domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, islington, newham } from '../support/builders/boroughs.ts';
import { pid } from '../support/builders/ids.ts';
import { filledIn } from '../support/worlds/answer-page.ts';
import { machineOf } from '../support/worlds/machine.ts';
import { deliver } from '../support/worlds/mail-room.ts';
import type { Definition } from '../support/worlds/state-machine.ts';
import { world } from '../support/worlds/world.ts';
import { openDynamo } from './engines/dynamo-engine.ts';
import { dynamoEngines } from './engines/engines.ts';

/** Every item that the first release had written when four proposals were open, and the workflow that it had deployed. */
interface EarlierRelease {
  readonly now: Instant;
  readonly proposals: Readonly<Record<'sign-off' | 'review' | 'review-waits' | 'changes', ProposalId>>;
  readonly links: readonly {
    readonly proposal: string;
    readonly borough: BoroughCode;
    readonly review: boolean;
    readonly token: string;
  }[];
  readonly items: readonly object[];
}

const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')) as T;
const release = read<EarlierRelease>('release-0.1.0.json');
const definition = read<Definition>('release-0.1.0.asl.json');

/** This release on the table of the earlier one, while executions of the earlier workflow still run. */
class Upgraded {
  readonly #deps;

  private constructor(deps: Awaited<ReturnType<typeof dependencies>>) {
    this.#deps = deps;
  }

  static async on(at: Parameters<typeof openDynamo>[0]): Promise<Upgraded> {
    const deps = await dependencies(at);
    for (const id of Object.values(release.proposals)) {
      const { head } = await stateOf(deps, id);
      if (head.status === 'changes-requested') continue;
      const input = { proposalId: id, revision: head.revision, cycle: head.cycle, schema: 1 } as const;
      await deps.executions.start(`${id}-${head.cycle}`, input);
    }
    return new Upgraded(deps);
  }

  state(id: ProposalId): Promise<ProposalState> {
    return stateOf(this.#deps, id);
  }

  async approve(id: ProposalId, borough: BoroughCode): Promise<string> {
    const token = tokenOf(id, borough, false);
    const page = await readLink(this.#deps, 'answer', token);
    const { revision } = await this.state(id);
    return this.#post(token, filledIn({ answer: 'approve' }, revision, page));
  }

  async recommend(id: ProposalId, borough: BoroughCode): Promise<string> {
    const comment = 'The benefits are worth what they cost.';
    const revisionHash = reviewedHash(await this.state(id));
    const form = { answer: 'recommend', comment, conditions: '', declaration: 'yes', revisionHash };
    return this.#post(tokenOf(id, borough, true), form);
  }

  async #post(token: string, form: Readonly<Record<string, string>>): Promise<string> {
    const { kind } = await answerRequest(this.#deps, token, form, this.#deps.clock.now());
    await this.sweeps(3);
    return kind;
  }

  /** Sweeps drive on everything, and emails go out after each. */
  async sweeps(count: number): Promise<void> {
    for (let done = 0; done < count; done += 1) {
      this.#deps.clock.set(addSeconds(this.#deps.clock.now(), 16 * 60));
      await sweep(this.#deps);
      for (const mail of this.#deps.mailQueue.take()) await deliver(this.#deps, mail, () => undefined);
    }
  }

  /** Sweeps at each deadline until the proposal has ended. */
  async untilEnded(id: ProposalId): Promise<ProposalState> {
    for (let sweeps = 0; sweeps < 60; sweeps += 1) {
      const { head } = await this.state(id);
      if (head.due === null) break;
      const next = head.closesAt ?? head.due;
      if (next > this.#deps.clock.now()) this.#deps.clock.set(next);
      await this.sweeps(1);
    }
    return this.state(id);
  }
}

async function dependencies(at: Parameters<typeof openDynamo>[0]) {
  const store = await openDynamo(at, undefined, release.items);
  store.clock.set(release.now);
  const ports = { ...world({ now: release.now }), ...store };
  const failed = (due: unknown, error: unknown) => {
    throw new Error(`${JSON.stringify(due)} failed`, { cause: error });
  };
  const executions = machineOf(
    ports,
    (work) => work(),
    () => true,
    definition,
  );
  return { ...ports, executions, failed, allowShortResponses: false, allowStages: false };
}

async function stateOf(
  { proposals }: Pick<Awaited<ReturnType<typeof dependencies>>, 'proposals'>,
  id: ProposalId,
): Promise<ProposalState> {
  const state = await proposals.load(pid(id));
  if (state === undefined) throw new Error(`There is no proposal ${id}`);
  return state;
}

function tokenOf(id: ProposalId, code: BoroughCode, wanted: boolean): string {
  const link = release.links.find(
    ({ proposal, borough, review }) => proposal === id && borough === code && review === wanted,
  );
  if (link === undefined) throw new Error(`The earlier release emailed no such link to ${code}`);
  return link.token;
}

describe.each(dynamoEngines())('proposals of release 0.1.0 on $name', ({ at }) => {
  const { proposals } = release;

  test('R1 a round that is half answered goes on by the links that were emailed, and is carried', async () => {
    const upgraded = await Upgraded.on(at);
    const id = proposals['sign-off'];
    expect((await upgraded.state(id)).requests.map(({ answer }) => answer?.kind)).toEqual([
      'approve',
      undefined,
      undefined,
      'decline',
    ]);
    expect([await upgraded.approve(id, hackney), await upgraded.approve(id, islington)]).toEqual([
      'recorded',
      'recorded',
    ]);
    const { head, contributions } = await upgraded.state(id);
    expect(head.status).toBe('roi-review');
    expect(contributions.map(({ borough }) => borough)).toEqual([camden, hackney, islington]);
  });

  test('R17 a review that one of two answered takes the second answer', async () => {
    const upgraded = await Upgraded.on(at);
    const asked = (await upgraded.state(proposals.review)).reviews.find(({ answer }) => answer === null);
    expect(await upgraded.recommend(proposals.review, asked?.borough ?? newham)).toBe('recorded');
    expect((await upgraded.untilEnded(proposals.review)).head.due).toBeNull();
  });

  test('promise 2 each open proposal ends once its deadlines pass, and no money stays held', async () => {
    const upgraded = await Upgraded.on(at);
    for (const id of Object.values(proposals)) {
      const { head, decision, requests } = await upgraded.untilEnded(id);
      expect(['funded', 'not-funded', 'lapsed']).toContain(head.status);
      expect(decision?.outcome).toBe(head.status);
      expect(requests.filter(({ hold }) => hold.status === 'held')).toEqual([]);
    }
  });
});
