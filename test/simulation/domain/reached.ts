import { isCarried, type OracleOutcome, type OracleRound } from '../oracle/round.ts';
import type { Life, Play } from './life.ts';

type Closed = Extract<OracleOutcome, { kind: 'closed' }>;

/** Tells which rules a closed round reached. */
export function reachedBy({ reach }: Play, life: Life, round: OracleRound, closed: Closed): void {
  const { boroughs, rule, lead } = round;
  const stands = new Map(boroughs.map(({ borough, stand }) => [borough, stand]));
  reach(`R5 ${closed.because}`);
  reach(`R6 ${closed.outcome}`);
  reach(rule.kind === 'share' ? `R3 share of ${rule.of}` : `R3 ${rule.kind}`);
  if (stands.get(lead) === 'declined') reach('R2 lead declined');
  if (stands.get(lead) === 'asked' && closed.because === 'deadline') reach('R2 lead silent');
  if (boroughs.some(({ stand }) => stand === 'recused') && closed.outcome === 'carried')
    reach('R3 recused borough out of the count');
  const wishes = boroughs.some(({ stand }) => stand === 'asked-for-changes');
  if (wishes && closed.outcome === 'carried') reach('R6 carried without those who asked for changes');
  if (wishes && closed.outcome === 'failed') reach('R6 failed with a wish and no revision left');
  if (closed.shortfall > 0 && stands.get(lead) === 'approved')
    reach(closed.shortfall === 1 ? 'R10 short by 1p' : 'R10 short by more');
  if (closed.outcome === 'carried') reachedBySharing(reach, life, round, closed);
  else if (oneShort(round)) reach('R3 one approval short');
}

function reachedBySharing(
  reach: Play['reach'],
  life: Life,
  round: OracleRound,
  { contributions, capped }: Closed,
): void {
  reach(`R10 ${life.content.apportionment}`);
  const paying = round.boroughs.filter(({ borough }) => contributions.has(borough));
  if (capped.size > 0) reach('R10 capped');
  if (capped.size > 1 && capped.size === paying.length - 1) reach('R10 all capped but one');
  if (paying.some(({ ownLines }) => ownLines > 0))
    reach(round.sharedCost > 0 ? 'R10 own lines' : 'R10 own lines alone');
  const weights = paying.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (capped.size === 0 && paying.some(({ weight }) => (BigInt(round.sharedCost) * BigInt(weight)) % weights !== 0n))
    reach('R10 odd penny');
  if (new Set(life.content.costs.map(({ stage, financialYear, kind }) => `${stage} ${financialYear} ${kind}`)).size > 1)
    reach('R11 several columns');
  if (round.boroughs.length === 33) reach('R11 33 boroughs');
}

/** Whether one of those who did not approve, had it approved the total, would have made the difference. */
function oneShort(round: OracleRound): boolean {
  const total = round.boroughs.reduce((sum, { ownLines }) => sum + ownLines, round.sharedCost);
  const no = round.boroughs.find(({ stand }) => stand !== 'approved' && stand !== 'deemed');
  if (no === undefined) return false;
  return isCarried({
    ...round,
    boroughs: round.boroughs.map((each) => (each === no ? { ...each, stand: 'approved', upTo: total } : each)),
  });
}
