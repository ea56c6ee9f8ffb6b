import * as z from 'zod/mini';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';
import {
  apportionmentKeys,
  benefitClasses,
  confidenceGrades,
  mostPartners,
  type OptimismBias,
  type ProposalContent,
  projectTypes,
} from '../../domain/vocabulary/proposal.ts';
import { decimalNumber, expected, list, record, textThat, truth, wholeNumber, word } from '../words/expected.ts';
import { type Read, read } from '../words/read.ts';
import { line, longest, text } from '../words/text.ts';
import {
  Address,
  Amount,
  BoroughCode,
  BoroughCodeOrAll,
  FinancialYear,
  Instant,
  Kind,
  LocalDate,
  Prices,
  SchemeName,
} from '../words/vocabulary.ts';

/**
 * Largest size of a submission's content in bytes after its texts are normalised, so that a revision fits into one item
 * of the table.
 */
export const largestContent = 320_000;

const Partner = record('a partner', {
  borough: BoroughCode,
  weight: z.optional(wholeNumber(1, 1_000_000)),
});

const Stage = record('a stage', { name: line(longest.text), gateBy: z.optional(LocalDate) });

const CostLine = record('a cost line', {
  financialYear: FinancialYear,
  kind: Kind,
  amount: Amount,
  description: text(longest.description),
  stage: z._default(wholeNumber(1, 10), 1),
  borough: z.optional(BoroughCode),
  prices: z.optional(Prices),
});

const BenefitLine = record('a benefit line', {
  financialYear: FinancialYear,
  borough: BoroughCodeOrAll,
  class: word(benefitClasses),
  amount: Amount,
  confidence: z.literal(confidenceGrades, expected('a confidence grade from 1 to 6')),
  description: text(longest.description),
  fixed: z.optional(truth()),
  prices: z.optional(Prices),
});

const Bias = z.pipe(
  record('a project type or a rate, with its mitigation', {
    projectType: z.optional(word(projectTypes)),
    rate: z.optional(decimalNumber(0, 10)),
    mitigation: z._default(decimalNumber(0, 1), 0),
  }).check(
    z.refine((bias) => (bias.projectType === undefined) !== (bias.rate === undefined), {
      error: 'Expected either a projectType or a rate, not both.',
    }),
  ),
  z.transform(
    ({ projectType, rate = 0, mitigation }): OptimismBias =>
      projectType === undefined ? { rate, mitigation } : { projectType, mitigation },
  ),
);

const Confidential = record('a pointer with a reason', {
  pointer: textThat(
    'a JSON pointer such as /summary',
    (pointer) =>
      /^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer) && pointer.length <= 200
        ? []
        : ['Expected a JSON pointer (RFC 6901), such as /summary.'],
    { format: 'json-pointer', maxLength: 200 },
  ),
  reason: text(longest.text),
});

const Pledge = record('a pledge', { unit: line(longest.text), target: wholeNumber(1, 1_000_000_000), by: LocalDate });

/** What the OpenAPI document says about stages. */
const oneStage = 'One stage. More are refused until stage gates are built, except in environments for tests.';

/** The defaults of optional fields. */
const absent = {
  prices: 'real',
  stages: [{ name: 'Whole project' }],
  benefits: [],
  confidential: [],
  pledges: [],
} as const satisfies Partial<ProposalContent>;

/**
 * Body of POST and PUT of a proposal (docs/rules.md, HTTP interface), with defaults filled in. `submissionFaults` of
 * the domain checks what depends on several fields, the time, or the store.
 */
export const Submission = record('a proposal', {
  title: line(longest.title),
  summary: text(longest.text),
  leadBorough: BoroughCode,
  proposer: record('a name and an address', { name: line(longest.name), email: Address }),
  scheme: SchemeName,
  partners: list(Partner, 2, mostPartners, 'partners'),
  apportionment: word(apportionmentKeys),
  prices: z._default(Prices, absent.prices),
  stages: z._default(list(Stage, 1, 10, 'stages').check(z.meta({ description: oneStage })), [...absent.stages]),
  costs: list(CostLine, 1, 200, 'cost lines'),
  benefits: z._default(list(BenefitLine, 0, 500, 'benefit lines'), [...absent.benefits]),
  optimismBias: z.optional(Bias),
  alternatives: text(longest.text, 'the alternatives considered, or "None considered"'),
  confidential: z._default(list(Confidential, 0, 100, 'confidential parts'), [...absent.confidential]),
  pledges: z._default(list(Pledge, 0, 20, 'pledges'), [...absent.pledges]),
  respondBy: z.optional(Instant),
}) satisfies z.ZodMiniType<ProposalContent>;

/** Reads the body of a submission; a faulty body still gives its sound parts, with defaults filled in. */
export function readSubmission(body: unknown): Read<ProposalContent> {
  const content = read(Submission, body);
  if (content.kind === 'faults') return { ...content, sound: withDefaults(content.sound) };
  const size = new TextEncoder().encode(JSON.stringify(content.value)).length;
  return size <= largestContent ? content : { kind: 'faults', faults: [tooLarge], sound: content.value };
}

const tooLarge: Fault = {
  pointer: '',
  detail: `The proposal is too large. Shorten it to at most ${largestContent} bytes (in NFC).`,
};

/** An omitted field gets its default; a faulty field stays missing. */
function withDefaults(sound: DeepPartial<ProposalContent> | undefined): DeepPartial<ProposalContent> | undefined {
  return sound === undefined ? undefined : { ...absent, ...sound };
}
