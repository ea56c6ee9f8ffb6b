import { finish } from '../system/finish.ts';
import { History } from '../system/history.ts';
import { Universe } from '../system/universe.ts';
import { Tally } from '../tally.ts';
import { type WriteSite, writeSites } from './listing.ts';
import type { Candidate } from './scenes.ts';

/** How often a process was killed just before, and just after, a write at this place. */
export interface Killed extends WriteSite {
  readonly before: number;
  readonly after: number;
}

export interface Killings {
  readonly killed: readonly Killed[];
  /** Names of the histories that added something. */
  readonly useful: readonly string[];
  /** The number of histories that were run. */
  readonly histories: number;
}

type Kill = 'crash-before' | 'crash-after';
const kills = ['crash-before', 'crash-after'] as const satisfies readonly Kill[];

/** Runs a history in which one write is killed. Returns the places of its writes, in order. */
async function placesOf(
  { setting, steps, seed }: Candidate,
  spoil?: { readonly number: number; readonly kill: Kill },
): Promise<readonly string[]> {
  const universe = await Universe.begin(setting, new Tally(), seed, true);
  const places: string[] = [];
  universe.turns.spoil = ({ place }) => {
    places.push(place);
    return places.length - 1 === spoil?.number ? spoil.kill : undefined;
  };
  const history = new History(universe);
  for (const step of steps) await history.take(step);
  await finish(history);
  return places;
}

/**
 * Runs each history, and again for each write whose place was not yet killed `times` times: the process ends just before it, and
 * just after it, and everything must hold and end nevertheless. Throws a `Violation` otherwise.
 */
export async function killAtEveryWrite(candidates: Iterable<Candidate>, times: number): Promise<Killings> {
  const sites = writeSites();
  const counts = new Map(sites.flatMap(({ place }) => kills.map((kill): [string, number] => [`${place} ${kill}`, 0])));
  const isWanted = (key: string) => (counts.get(key) ?? times) < times;
  const useful = new Set<string>();
  let histories = 0;
  for (const candidate of candidates) {
    if (![...counts.keys()].some(isWanted)) break;
    histories += 1;
    for (const [number, place] of (await placesOf(candidate)).entries()) {
      for (const kill of kills) {
        const key = `${place} ${kill}`;
        if (!isWanted(key)) continue;
        histories += 1;
        await placesOf(candidate, { number, kill });
        counts.set(key, (counts.get(key) ?? 0) + 1);
        useful.add(candidate.name);
      }
    }
  }
  const of = (place: string, kill: Kill) => counts.get(`${place} ${kill}`) ?? 0;
  const killed = sites.map((site) => ({
    ...site,
    before: of(site.place, 'crash-before'),
    after: of(site.place, 'crash-after'),
  }));
  return { killed, useful: [...useful], histories };
}
