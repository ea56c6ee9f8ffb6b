import type { EligibleOfficer, Routing } from '../../../functions/domain/sign-off/officers.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { heldPerColumn } from '../oracle/hold.ts';
import type { InvitedBorough, OracleRound } from '../oracle/round.ts';
import { shareAmong } from '../oracle/sharing.ts';
import { greatestSplit } from '../oracle/split.ts';
import { Violation } from '../simulation.ts';
import { columnOf, type Figures } from './figures.ts';
import type { Life, Paid, Play } from './life.ts';

/** R1, R10. What is asked is what each would pay without caps. */
export function checkAsked({ figures, requests }: Life): void {
  const payers = requests.map(({ borough }) => ({
    borough,
    upTo: null,
    weight: figures.weights.get(borough) ?? 0,
    ownLines: figures.ownLines.get(borough) ?? 0,
  }));
  const shared = shareAmong(figures.sharedCost, payers);
  for (const { borough, asked } of requests) {
    const expected = shared.kind === 'shared' ? shared.contributions.get(borough) : undefined;
    if (asked !== expected) throw new Violation(`R10 ${borough} is asked for ${asked}p, not ${expected}p`);
  }
}

/** R12. What an approval holds is what the formula says, column by column. */
export function checkHold({ columns }: Figures, borough: BoroughCode, upTo: number, cells: readonly Cell[]): void {
  const held = new Map(cells.map((cell) => [columnOf(cell), cell.amount]));
  const costs = columns.map(({ column, shared, own }) => ({ column, shared, own: own.get(borough) ?? 0 }));
  for (const [column, amount] of heldPerColumn(upTo, costs)) {
    const here = held.get(column) ?? 0;
    if (here !== amount) throw new Violation(`R12 up to ${upTo}p holds ${here}p in ${column}, not ${amount}p`);
  }
}

/** R8, R9. Whoever is asked wrote nothing, is present, and may approve the asked share; nobody is found only where nobody is left. */
export function checkOfficer(play: Play, borough: Borough, way: Routing, found: EligibleOfficer | null): void {
  const authors = way.authors.map((address) => address.toLowerCase().replace(/\+[^@]*/, ''));
  const out = new Set([...way.recused, ...(way.role === 'reviewer' ? way.answered : [])]);
  const fits = borough.officers.filter(({ email, person, roles, limit, absences }) => {
    if (authors.includes(email)) play.reach('R8 author may not answer');
    const inRole = roles.some((role) =>
      way.role === 'reviewer' ? role === 'reviewer' : role === 'approver' || role === 'deputy',
    );
    const enough = way.role === 'reviewer' || limit === null || limit >= way.askedShare;
    const absent = absences.some(({ from, to }) => way.on >= from && way.on <= to);
    return inRole && enough && !absent && !authors.includes(email) && !out.has(person);
  });
  const first = fits.find(({ roles }) => !roles.includes('deputy')) ?? fits[0];
  if (found?.officer.person !== first?.person)
    throw new Violation(`R9 ${found?.officer.person} is asked, not ${first?.person}`);
  if (found !== null && found.onBehalfOf !== null) play.reach('R9 deputy for an absent approver');
}

/** The round as the oracle sees it. */
export function oracleRound(life: Life, at: number, withoutOfficer: ReadonlySet<string>): OracleRound {
  const { content, figures, plan, revision } = life;
  return {
    lead: content.leadBorough,
    rule: plan.scheme.decisionRule,
    sharedCost: figures.sharedCost,
    boroughs: life.requests.map(
      (request): InvitedBorough => ({
        borough: request.borough,
        weight: figures.weights.get(request.borough) ?? 0,
        ownLines: figures.ownLines.get(request.borough) ?? 0,
        upTo: request.answer?.upTo ?? null,
        stand: standOf(request, withoutOfficer.has(request.borough)),
      }),
    ),
    revisionLeft: revision - 1 < plan.scheme.maxRevisions,
    at,
    closesAt: life.closesAt,
  };
}

function standOf({ answer, revoked, asks }: SignOffRequest, nobody: boolean): InvitedBorough['stand'] {
  if (revoked !== undefined) return 'revoked';
  if (answer?.kind === 'approve') return answer.silence ? 'deemed' : 'approved';
  if (answer !== null) return answer.kind === 'decline' ? 'declined' : 'asked-for-changes';
  if (!nobody) return 'asked';
  return asks.some(({ passedOn }) => passedOn?.why === 'recused') ? 'recused' : 'no-officer';
}

/** R10, R11. Contributions stay within caps and come to the cost; their cells come to the columns, each within what is held. */
export function checkContributions(life: Life, paid: readonly Paid[]): void {
  const { columns, sharedCost, ownLines } = life.figures;
  const left = new Map(columns.map(({ column, shared, own }) => [column, shared + sumOver(paid, own)]));
  for (const { borough, amount, cells } of paid) {
    const request = life.requests.find((each) => each.borough === borough);
    const held = new Map(request?.hold.cells.map((cell) => [columnOf(cell), cell.amount]));
    if (amount > (request?.answer?.upTo ?? 0))
      throw new Violation(`R10 ${borough} pays ${amount}p, more than it agreed to`);
    if (cells.reduce((sum, cell) => sum + cell.amount, 0) !== amount)
      throw new Violation(`R11 ${borough} has cells for another sum`);
    for (const cell of cells) {
      const column = columnOf(cell);
      if (cell.amount < 0 || cell.amount > (held.get(column) ?? 0))
        throw new Violation(`R12 ${borough} pays more in ${column} than it holds`);
      left.set(column, (left.get(column) ?? 0) - cell.amount);
    }
  }
  for (const [column, pence] of left)
    if (pence !== 0) throw new Violation(`R11 ${pence}p of ${column} are paid by nobody`);
  const cost = sharedCost + sumOver(paid, ownLines);
  const sum = paid.reduce((total, { amount }) => total + amount, 0);
  if (sum !== cost) throw new Violation(`R10 contributions come to ${sum}p of ${cost}p`);
}

function sumOver(paid: readonly Paid[], own: ReadonlyMap<string, number>): number {
  return paid.reduce((sum, { borough }) => sum + (own.get(borough) ?? 0), 0);
}

/** R11. Each cell, without own lines, is the floor or the ceiling of its proportional value. */
export function checkProportions({ figures }: Life, paid: readonly Paid[]): void {
  const total = BigInt(figures.sharedCost);
  for (const { borough, amount, cells } of paid) {
    const part = BigInt(amount - (figures.ownLines.get(borough) ?? 0));
    const here = new Map(cells.map((cell) => [columnOf(cell), cell.amount]));
    for (const { column, shared, own } of figures.columns) {
      const off = BigInt((here.get(column) ?? 0) - (own.get(borough) ?? 0)) * total - part * BigInt(shared);
      const apart = off < 0n ? -off : off;
      if (apart >= total && apart > 0n) throw new Violation(`R11 ${borough} is out of proportion in ${column}`);
    }
  }
}

/** So many cells are tried through. */
const fewCells = 10;

/** R11. Of all tables it is the greatest, where they can be tried. Contributions come by GSS code. */
export function checkGreatest({ figures }: Life, paid: readonly Paid[]): void {
  const columns = figures.columns.filter(({ shared }) => shared > 0).toSorted((a, b) => (a.column < b.column ? -1 : 1));
  if (columns.length * paid.length > fewCells || columns.length === 0) return;
  const shares = paid.map(({ borough, amount }) => amount - (figures.ownLines.get(borough) ?? 0));
  const greatest = greatestSplit(
    shares,
    columns.map(({ shared }) => shared),
  );
  for (const [row, { borough, cells }] of paid.entries()) {
    for (const [at, { column, own }] of columns.entries()) {
      const pence = (cells.find((cell) => columnOf(cell) === column)?.amount ?? 0) - (own.get(borough) ?? 0);
      const expected = greatest?.[at]?.[row];
      if (pence !== expected) throw new Violation(`R11 ${borough} pays ${pence}p in ${column}, not ${expected}p`);
    }
  }
}
