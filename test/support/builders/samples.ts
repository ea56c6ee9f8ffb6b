import { readFileSync } from 'node:fs';
import type { BoroughCode, ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { readSubmission } from '../../../functions/schemas/wire/submission.ts';

const demo = new URL('../../../infra/local/demo/', import.meta.url);
const golden = new URL('../../domain/golden/', import.meta.url);

/** A sample proposal of the demonstration, with some members replaced. */
export function sample(name: string, changes: Partial<ProposalContent> = {}): ProposalContent {
  const read = readSubmission(JSON.parse(readFileSync(new URL(`${name}.json`, demo), 'utf8')));
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults));
  return { ...read.value, ...changes };
}

/** Populations of the demonstration's boroughs, by GSS code. */
export function populations(): ReadonlyMap<BoroughCode, number> {
  const { boroughs } = JSON.parse(readFileSync(new URL('boroughs.json', demo), 'utf8'));
  return new Map(boroughs.map((each: { borough: BoroughCode; population: number }) => [each.borough, each.population]));
}

/** A file of worked examples, with the test's type. */
export function workedExamples<T>(file: 'apportionment' | 'rules'): T {
  return JSON.parse(readFileSync(new URL(`${file}.json`, golden), 'utf8'));
}
