import { changedProposal, changedProposals } from '../../functions/adapters/dynamodb/table/stream-records.ts';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { cachedReads } from '../../functions/application/commit/cached-reads.ts';
import { answerRequest } from '../../functions/application/links/answer-request.ts';
import { readLink } from '../../functions/application/links/read-link.ts';
import { submitProposal } from '../../functions/application/proposals/submit-proposal.ts';
import { projectProposal } from '../../functions/application/reports/project-proposal.ts';
import { relayOutbox } from '../../functions/application/workflow/relay-outbox.ts';
import { sweep } from '../../functions/application/workflow/sweep.ts';
import type { ProposalState } from '../../functions/domain/record/proposal-state.ts';
import { addSeconds, type Instant } from '../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../functions/domain/vocabulary/proposal.ts';
import { openDynamo } from '../contracts/engines/dynamo-engine.ts';
import { aBorough, everyBorough, hackney } from '../support/builders/boroughs.ts';
import { aScheme } from '../support/builders/schemes.ts';
import { among, aSubmission, cost } from '../support/builders/submissions.ts';
import type { DynamoEndpoint } from '../support/deployed/dynamo-table.ts';
import { FakeMailQueue, FakeMailSender, fakeMacs } from '../support/fakes/fake-services.ts';
import { FakePause, FakeRandomness } from '../support/fakes/system.ts';
import { filledIn } from '../support/worlds/answer-page.ts';
import { machineOf } from '../support/worlds/machine.ts';
import { type Delivered, deliver, tokensIn } from '../support/worlds/mail-room.ts';
import { type Cost, Meter, type StreamRecord, type Told } from './meter.ts';

/** The costs of one decision. */
export interface Decision {
  readonly boroughs: number;
  readonly status: string;
  readonly costs: readonly Cost[];
  /** One view of an answer page. It is not part of `costs`, because people open pages as often as they like. */
  readonly look: readonly Cost[];
  /** What the engine reports for its calls. */
  readonly told: readonly Told[];
  /** Transitions of the state machine. */
  readonly transitions: number;
  readonly mails: number;
  /** Invocations of functions, by purpose. */
  readonly invocations: ReadonlyMap<string, number>;
}

/** Pence per borough. */
const share = 3_000_000;
/** How long the boroughs take to answer, from the submission to the last answer: ten days. */
const answeringSeconds = 10 * 86_400;
/** Batch size of the email queue (infra/constructs/mail-delivery). */
const mailsAtOnce = 5;

/**
 * One whole decision on the deployed adapters and a real engine, with every call counted: submitted, opened, answered by each
 * borough, reviewed and settled, with its emails, links and rows. It has one column of cost, and boroughs approve one after the
 * other over ten days. The sweep runs whenever the proposal is due. The projection gets all changes of one request together, because it gathers for seconds (infra/stacks/service).
 */
export async function decide(endpoint: DynamoEndpoint, boroughs: number): Promise<Decision> {
  const stage = await openStage(endpoint, boroughs);
  const { meter, deps, mails, machine, invocations, invoke, settleDown, pass } = stage;
  const partners = stage.partners.map(({ borough }) => borough);
  const value = aSubmission({ partners: among(...partners), costs: [cost(share * boroughs)] });
  const submission = { content: { kind: 'read', value }, holder: null, at: deps.clock.now(), reply: null } as const;
  const submitted = await invoke('submission', () => submitProposal(deps, submission));
  if (submitted.kind === 'invalid') throw new Error(JSON.stringify(submitted.faults));
  const { id } = submitted;
  await settleDown();
  const state = () => meter.during(uncounted, () => stateOf(deps, id));
  const answer = async (
    borough: BoroughCode,
    purpose: 'sign-off' | 'review',
    form: Readonly<Record<string, string>>,
  ) => {
    const token = tokensIn(mails, id, borough, purpose).at(-1) ?? '';
    const work = purpose === 'review' ? 'review' : 'answers';
    const result = await invoke(work, () => answerRequest(deps, token, form, deps.clock.now()));
    if (result.kind !== 'recorded') throw new Error(`The ${purpose} of ${borough} was not recorded: ${result.kind}`);
    await settleDown();
  };
  const { revision } = await state();
  const token = tokensIn(mails, id, hackney, 'sign-off')[0] ?? '';
  await meter.during(looking, () => readLink(deps, 'answer', token));
  const approval = filledIn({ answer: 'approve', upTo: share + share / 4 }, revision, null);
  for (const [before, borough] of partners.entries()) {
    await pass(id, addSeconds(submission.at, Math.round(((before + 1) * answeringSeconds) / boroughs)));
    await answer(borough, 'sign-off', approval);
  }
  for (const { borough } of (await state()).reviews) await answer(borough, 'review', recommendation(revision.hash));
  const { head } = await state();
  return {
    boroughs,
    status: head.status,
    costs: meter.costs.filter(({ work }) => work !== uncounted && work !== looking),
    look: meter.costs.filter(({ work }) => work === looking),
    told: meter.told,
    transitions: [...machine.executions.values()].reduce((sum, { entered }) => sum + entered.length, 0),
    mails: mails.length,
    invocations,
  };
}

const uncounted = 'uncounted';
const looking = 'a look at an answer page';

/** A coalition of this many boroughs on an empty table, with the readers of its stream and queue. */
async function openStage(endpoint: DynamoEndpoint, boroughs: number) {
  const deps = await dependencies(endpoint);
  const { meter } = deps;
  const partners = everyBorough
    .toSorted((a, b) => Number(b === hackney) - Number(a === hackney))
    .slice(0, boroughs)
    .map((code) => aBorough(code));
  for (const borough of partners) {
    const people = borough.officers.map(({ person, name, email }) => ({ id: person, name, email }));
    await deps.boroughs.put(borough, people, null);
    await deps.budgets.allocate(borough.borough, '2026-27', { revenue: 50_000_000, capital: 0 });
  }
  await deps.schemes.put({ scheme: aScheme(), version: 1 }, null);
  meter.stream();
  const mails: Delivered[] = [];
  const invocations = new Map<string, number>();
  const invoke = <T>(work: string, call: () => Promise<T>): Promise<T> => {
    invocations.set(work, (invocations.get(work) ?? 0) + 1);
    return meter.during(work, call);
  };
  const machine = machineOf(
    deps,
    (call) => invoke('tasks', call),
    () => true,
  );
  const relay = async (records: readonly StreamRecord[]) => {
    const pending = records.filter(({ key, image }) => key.pk?.S?.startsWith(outbox) && image.status?.S === 'pending');
    if (pending.length === 0) return;
    const entries = pending.map(({ key }) => key.pk?.S?.slice(outbox.length) ?? '');
    await invoke('relay', async () => {
      for (const entry of entries) await relayOutbox({ ...deps, executions: machine }, entry);
    });
  };
  const project = async (records: readonly StreamRecord[]) => {
    const changed = changedProposals(records.flatMap(({ key, image }) => changedProposal(key, image) ?? []));
    for (const [id, version] of changed) await invoke('rows', () => projectProposal(deps, id, version));
  };
  const send = async () => {
    const waiting = [...deps.mailQueue.take()];
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mailsAtOnce);
      const once = cachedReads(deps);
      await invoke('mails', () => Promise.all(batch.map((mail) => deliver(once, mail, (sent) => mails.push(sent)))));
    }
  };
  const settleDown = async () => {
    const gathered: StreamRecord[] = [];
    for (let records = meter.stream(); records.length > 0; records = meter.stream()) {
      gathered.push(...records);
      await relay(records);
      await send();
    }
    await project(gathered);
  };
  /** Lets time go by until `moment`: whenever the proposal is due, the sweep runs. */
  const pass = async (id: ProposalId, moment: Instant) => {
    const dueAt = () => meter.during(uncounted, async () => (await deps.proposals.head(id))?.due ?? null);
    for (let due = await dueAt(); due !== null && due <= moment; due = await dueAt()) {
      deps.clock.set(due);
      await invoke('sweep', () => sweep({ ...deps, executions: machine, failed: fail }));
      await settleDown();
    }
    deps.clock.set(moment);
  };
  return { deps, meter, partners, mails, invocations, machine, invoke, settleDown, pass };
}

const outbox = 'OUTBOX#';

function fail(_: unknown, error: unknown): never {
  throw error;
}

async function dependencies(endpoint: DynamoEndpoint) {
  const meters: Meter[] = [];
  const store = await openDynamo(endpoint, (client) => meters.push(new Meter(client, uncounted)));
  const [meter] = meters;
  if (meter === undefined) throw new Error('There is no meter');
  return {
    ...store,
    meter,
    pause: new FakePause(store.clock),
    randomness: new FakeRandomness(1),
    digests: systemDigests,
    redrive: { redriveSeconds: 900 },
    allowShortResponses: false,
    allowStages: true,
    mailQueue: new FakeMailQueue(),
    sender: new FakeMailSender(),
    macs: fakeMacs,
    locked: () => undefined,
  };
}

async function stateOf(
  { proposals }: Awaited<ReturnType<typeof dependencies>>,
  id: ProposalId,
): Promise<ProposalState> {
  const state = await proposals.load(id);
  if (state === undefined) throw new Error(`There is no proposal ${id}`);
  return state;
}

function recommendation(revisionHash: string): Readonly<Record<string, string>> {
  const comment = 'The benefits are worth what they cost.';
  return { answer: 'recommend', comment, conditions: '', declaration: 'yes', revisionHash };
}
