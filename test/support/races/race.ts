import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import type { Committed, Registered } from '../../../functions/application/ports/record.ts';
import type { Randomness } from '../../../functions/application/ports/system.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import type { BoroughCode, Kind, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough } from '../builders/boroughs.ts';
import { gss, who } from '../builders/ids.ts';
import { aHead, aRevision, submission, submittedAt } from '../builders/records.ts';
import { aRequest } from '../builders/requests.ts';
import { insist } from '../insist.ts';
import type { RaceTable } from './race-table.ts';

/** The year of the money that all of them need. */
export const year: FinancialYear = '2026-27';
export const kinds = ['revenue', 'capital'] as const satisfies readonly Kind[];
/** Leads every proposal, and has enough money. */
export const lead = gss('E09000001');
const maxProposals = 5;
/** Is invited to keep the round open, and does not answer. */
const silent = gss('E09000002');

/** One answer to send: by whom, for which proposal, and in how many copies at once. */
export interface Entry {
  readonly proposal: ProposalId;
  readonly borough: BoroughCode;
  readonly token: string;
  readonly form: Readonly<Record<string, string>>;
  readonly copies: number;
}

/** Two to five proposals that ask one borough for money of one year, all answered at the same moment. */
export interface Race {
  readonly borough: BoroughCode;
  readonly proposals: readonly ProposalId[];
  readonly entries: readonly Entry[];
}

/** Gives the lead the largest possible budget. */
export async function prepareLead({ ports }: RaceTable): Promise<void> {
  const most = 99_999_999_999;
  await ports.boroughs.put(aBorough(lead), [], null);
  await ports.budgets.allocate(lead, year, { revenue: most, capital: most });
}

/** Draws a race and sets it up: its own borough, the budget, the proposals and their links. */
export async function prepareRace({ ports }: RaceTable, number: number, random: Randomness): Promise<Race> {
  const borough = gss(`E09${String(100_000 + number)}`);
  const drawn = Array.from({ length: between(random, 2, maxProposals) }, (_, index) =>
    drawProposal(borough, referenceOf(number, index), random),
  );
  const allocated = allocationFor(drawn, random);
  await Promise.all([
    insist(() => ports.boroughs.put(aBorough(borough), [], null)),
    insist(() => ports.budgets.allocate(borough, year, allocated)),
    ...drawn.map(({ change }) => committed(() => ports.proposals.commit(change))),
    ...drawn.flatMap(({ links }) => links.map((link) => ports.links.put(link))),
  ]);
  return {
    borough,
    proposals: drawn.map(({ change }) => change.head.id),
    entries: drawn.flatMap(({ entries }) => entries),
  };
}

/** A write without competitors. If the engine is busy, it is sent again. */
export async function committed(write: () => Promise<Committed | Registered>): Promise<void> {
  await insist(async () => {
    const told = await write();
    if (told.kind !== 'committed') throw new Overloaded(`Not written: ${JSON.stringify(told)}`);
  });
}

/** A reference that no other race has. Random ones would repeat within a few thousand. */
function referenceOf(race: number, index: number): string {
  return `JF-${String(race * maxProposals + index).padStart(6, '0')}`;
}

/** One in five waits for nobody else, so its round closes with the answers. In some others the lead also answers. */
function drawProposal(borough: BoroughCode, reference: string, random: Randomness) {
  const closes = random.fraction() < 0.2;
  const boroughs = [lead, borough, ...(closes ? [] : [silent])];
  const cells: readonly Cell[] = kinds
    .map((kind) => ({ stage: 1, financialYear: year, kind, amount: between(random, 1, 50_000) }))
    .filter(({ kind, amount }) => kind === 'revenue' || amount > 25_000);
  const total = cells.reduce((sum, { amount }) => sum + amount, 0);
  const head = aHead(boroughs, { opened: true, reference });
  const whole = aRevision(head.id, boroughs);
  const change = submission(
    boroughs,
    {
      revision: {
        ...whole,
        total,
        content: {
          ...whole.content,
          stages: [{ name: 'Whole project' }],
          costs: cells.map((cell) => ({ ...cell, description: 'Sensors' })),
          pledges: [],
        },
        scheme: { ...whole.scheme, decisionRule: { kind: 'coalition', minimumBoroughs: 2 } },
      },
      requests: boroughs.map((each) => aRequest(each, { lead: each === lead, asked: Math.floor(total / 2) })),
      people: [],
      outbox: [],
    },
    head,
  );
  const upTo = between(random, 1, total);
  const answers = [
    { borough, upTo, copies: random.fraction() < 0.1 ? 2 : 1 },
    ...(closes || random.fraction() < 0.1 ? [{ borough: lead, upTo: total, copies: 1 }] : []),
  ];
  const entries = answers.map((answer) => entryOf(head.id, answer, random));
  return { change, upTo, entries, links: entries.map(linkOf) };
}

function entryOf(
  proposal: ProposalId,
  { borough, upTo, copies }: { readonly borough: BoroughCode; readonly upTo: number; readonly copies: number },
  random: Randomness,
): Entry {
  const amount = `${Math.floor(upTo / 100)}.${String(upTo % 100).padStart(2, '0')}`;
  return {
    proposal,
    borough,
    token: Buffer.from(random.bytes(32)).toString('base64url'),
    form: { answer: 'approve', upTo: amount, confirmed: amount, declaration: 'yes', revisionHash: 'b'.repeat(64) },
    copies,
  };
}

function linkOf({ proposal, borough, token }: Entry) {
  const hash = systemDigests.sha256(token);
  const person = `approver-${borough}`;
  return {
    hash,
    purpose: 'sign-off',
    proposal,
    revision: 1,
    borough,
    person: who(person),
    mintedAt: submittedAt,
  } as const;
}

/** Enough for some of them, and usually not for all. */
function allocationFor(drawn: readonly { readonly upTo: number }[], random: Randomness): Record<Kind, number> {
  const wanted = drawn.reduce((sum, { upTo }) => sum + upTo, 0);
  const part = (): number => Math.floor(wanted * random.fraction() * 0.7);
  return { revenue: part(), capital: part() };
}

function between(random: Randomness, least: number, most: number): number {
  return least + Math.floor(random.fraction() * (most - least + 1));
}
