import type { ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { readSubmission } from '../../../functions/schemas/wire/submission.ts';
import { gss } from './ids.ts';

export type Json = Record<string, unknown>;

/** A small submission that has every part, by borough codes of the demo coalition; each call gives a fresh one to change. */
export function submissionBody(): Json {
  return {
    title: 'Shared sensors',
    summary: 'One procurement of sensors.',
    leadBorough: gss('E09000012'),
    proposer: { name: 'Skills Lead', email: 'skills@hackney.example' },
    scheme: 'standard',
    partners: [
      { borough: gss('E09000012'), weight: 3 },
      { borough: gss('E09000007'), weight: 2 },
    ],
    apportionment: 'weights',
    prices: 'real',
    stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
    costs: [
      { financialYear: '2026-27', kind: 'revenue', amount: 24_000_000, description: 'Platform', stage: 1 },
      {
        financialYear: '2027-28',
        kind: 'capital',
        amount: 100,
        description: 'Sensors',
        stage: 2,
        borough: gss('E09000007'),
      },
    ],
    benefits: [
      {
        financialYear: '2027-28',
        borough: gss('E09000012'),
        class: 'cashable',
        amount: 9_000_000,
        confidence: 3,
        description: 'Repairs avoided',
      },
      {
        financialYear: '2027-28',
        borough: 'all',
        class: 'social',
        amount: 1,
        confidence: 1,
        description: 'Health',
        fixed: true,
      },
    ],
    optimismBias: { projectType: 'equipment-development', mitigation: 0.9 },
    alternatives: 'Each buys its own.',
    confidential: [{ pointer: '/alternatives', reason: 'Names a supplier.' }],
    pledges: [{ unit: 'homes', target: 100, by: '2027-09-30' }],
    respondBy: '2026-12-18T17:00:00Z',
  };
}

/** The same submission, parsed. */
export function submissionContent(change: (body: Json) => void = () => {}): ProposalContent {
  const body = submissionBody();
  change(body);
  const read = readSubmission(body);
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults));
  return read.value;
}

/** Puts a value at a JSON pointer. `undefined` removes the member. */
export function put(body: unknown, pointer: string, value: unknown): void {
  const parts = pointer.slice(1).split('/');
  const last = parts.pop() ?? '';
  const place = parts.reduce((at, part) => (at as Json)[part], body) as Json;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

/** A value put in the place that a JSON pointer leads to. */
export type ChangeOfBody = readonly [pointer: string, value: unknown];

/** A copy of an example body, changed. */
export function changedBody(example: unknown, ...changes: readonly ChangeOfBody[]): Json {
  const body = structuredClone(example) as Json;
  for (const [pointer, value] of changes) put(body, pointer, value);
  return body;
}

/** The pointers of a result's faults. Empty if it has none. */
export function pointersOf(result: {
  readonly kind: string;
  readonly faults?: readonly { readonly pointer: string }[];
}): readonly string[] {
  return result.faults?.map(({ pointer }) => pointer) ?? [];
}
