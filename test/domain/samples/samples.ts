import { readFileSync } from 'node:fs';
import type { ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';

const demo = new URL('../../../infra/local/demo/', import.meta.url);
const golden = new URL('../golden/', import.meta.url);

/** A sample proposal with the defaults of a submission filled in (docs/rules.md, HTTP interface). */
export function sample(name: string): ProposalContent {
  const body = JSON.parse(readFileSync(new URL(`${name}.json`, demo), 'utf8'));
  return {
    prices: 'real',
    stages: [{ name: 'The whole' }],
    confidential: [],
    pledges: [],
    ...body,
    costs: body.costs.map((line: object) => ({ stage: 1, ...line })),
  };
}

/** Populations of the demonstration's boroughs, by GSS code. */
export function populations(): ReadonlyMap<string, number> {
  const { boroughs } = JSON.parse(readFileSync(new URL('boroughs.json', demo), 'utf8'));
  return new Map(boroughs.map((each: { borough: string; population: number }) => [each.borough, each.population]));
}

/** A file of worked examples, in the shape that the test says. */
export function workedExamples<T>(file: 'apportionment' | 'rules'): T {
  return JSON.parse(readFileSync(new URL(`${file}.json`, golden), 'utf8'));
}
