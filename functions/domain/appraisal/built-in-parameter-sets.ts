import { greenBook2022 } from './data/green-book-2022.ts';
import { greenBook202602 } from './data/green-book-2026-02.ts';
import type { ParameterSet } from './parameter-set.ts';

/** The sets that this version contains, oldest first. The table holds those that operators add. */
export const builtInParameterSets: readonly ParameterSet[] = [greenBook2022, greenBook202602];
