import list from './bugs.json' with { type: 'json' };
import { areas, type PlantedBug } from './planted-bug.ts';

/** All of them, by number. */
export const plantedBugs: readonly PlantedBug[] = list.map((bug) => {
  const area = areas.find((each) => each === bug.area);
  if (area === undefined) throw new Error(`${bug.name} is about ${bug.area}, which is not an area`);
  return { ...bug, area };
});
