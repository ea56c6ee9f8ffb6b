import { moneyBugs } from './bugs/money.ts';
import { recordBugs } from './bugs/record.ts';
import { routingBugs } from './bugs/routing.ts';
import { signOffBugs } from './bugs/sign-off.ts';
import { timeBugs } from './bugs/time.ts';
import { workflowBugs } from './bugs/workflow.ts';
import type { PlantedBug } from './planted-bug.ts';

/** All of them, by number. */
export const plantedBugs: readonly PlantedBug[] = [
  ...moneyBugs,
  ...signOffBugs,
  ...timeBugs,
  ...routingBugs,
  ...recordBugs,
  ...workflowBugs,
].toSorted((a, b) => a.number - b.number);
