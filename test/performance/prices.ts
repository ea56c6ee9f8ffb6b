import type { Decision } from './decision.ts';
import { readOf, writtenOf } from './sums.ts';

/**
 * Dollars, on demand, eu-west-2, noted in November 2026 from the pages "Amazon DynamoDB pricing" (after the halving of 1 November
 * 2024), "AWS Lambda pricing" (arm64), "AWS Step Functions pricing" (standard) and "Amazon SES pricing". Check them before you
 * quote a sum: the counts do not depend on them. Excludes free tiers, tax, storage, queues, logs and keys.
 */
const perMillionWriteUnits = 0.7423;
const perMillionReadUnits = 0.1485;
const perThousandTransitions = 0.025;
const perMillionInvocations = 0.2;
const perGigabyteSecond = 0.0000133334;
const perThousandMails = 0.1;

/** Assumed milliseconds per invocation of 1,024 MB. Time is not counted, and a figure of this machine would not help. */
const secondsAnInvocation = 0.1;

export interface Dollars {
  readonly table: number;
  readonly functions: number;
  readonly workflow: number;
  readonly mails: number;
}

/** The dollars of one decision, by service. */
export function dollarsOf(decision: Decision): Dollars {
  const { costs, transitions, mails } = decision;
  const invocations = [...decision.invocations.values()].reduce((sum, count) => sum + count, 0);
  return {
    table: (writtenOf(costs) * perMillionWriteUnits + readOf(costs) * perMillionReadUnits) / 1_000_000,
    functions:
      (invocations * perMillionInvocations) / 1_000_000 + invocations * secondsAnInvocation * perGigabyteSecond,
    workflow: (transitions * perThousandTransitions) / 1_000,
    mails: (mails * perThousandMails) / 1_000,
  };
}
