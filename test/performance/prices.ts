import type { Decision } from './decision.ts';
import { readOf, writtenOf } from './sums.ts';

/**
 * Dollars, on demand, eu-west-2, noted in November 2026, from the pages "Amazon DynamoDB pricing" (since the halving of 1 November
 * 2024), "AWS Lambda pricing" (arm64), "AWS Step Functions pricing" (standard) and "Amazon SES pricing". Look them up again before a
 * sum is quoted: what is counted does not depend on them. Without free tiers, tax, storage, queues, logs and keys.
 */
const perMillionWriteUnits = 0.7423;
const perMillionReadUnits = 0.1485;
const perThousandTransitions = 0.025;
const perMillionInvocations = 0.2;
const perGigabyteSecond = 0.0000133334;
const perThousandMails = 0.1;

/** What an invocation of 1,024 MB is taken to last: time is not counted here, and no figure of this machine would say. */
const secondsAnInvocation = 0.1;

export interface Dollars {
  readonly table: number;
  readonly functions: number;
  readonly workflow: number;
  readonly mails: number;
}

/** What one decision costs, by what it is paid for. */
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
