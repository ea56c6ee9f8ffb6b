import type { KeyResult } from '../../application/administration/create-key.ts';
import type { BoroughResult } from '../../application/administration/put-borough.ts';
import type { BudgetResult } from '../../application/administration/put-budget.ts';
import type { SchemeResult } from '../../application/administration/put-scheme.ts';
import {
  type DescribedBudget,
  describeBorough,
  describeScheme,
} from '../../application/administration/read-administration.ts';
import type { VersionedScheme } from '../../application/ports/registers.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { type Answer, created, ok } from '../edge/answer.ts';
import { invalidInput, problem } from '../edge/problem.ts';

/** 200 with a borough, or 404. */
export function boroughAnswer(borough: Borough | undefined): Answer {
  return borough === undefined ? nothingHere : ok(describeBorough(borough), borough.version);
}

/** 200 with a scheme, or 404. */
export function schemeAnswer(scheme: VersionedScheme | undefined): Answer {
  return scheme === undefined ? nothingHere : ok(describeScheme(scheme), scheme.version);
}

/** 200 with both kinds of a budget (capital and revenue), or 404. */
export function budgetAnswer(budget: DescribedBudget | undefined, financialYear: FinancialYear): Answer {
  return budget === undefined
    ? problem('not-found', `No budget is set for ${financialYear}.`)
    : ok(budget.view, budget.tag);
}

/** The response to a PUT of a borough. */
export function putBoroughAnswer(result: BoroughResult): Answer {
  switch (result.kind) {
    case 'invalid':
      return invalidInput(result.faults);
    case 'precondition-failed':
      return changedMeanwhile;
    case 'created':
      return asCreated(boroughAnswer(result.borough), `/v1/boroughs/${result.borough.borough}`);
    case 'replaced':
      return boroughAnswer(result.borough);
  }
}

/** The response to a PUT of a scheme. */
export function putSchemeAnswer(result: SchemeResult): Answer {
  switch (result.kind) {
    case 'invalid':
      return invalidInput(result.faults);
    case 'precondition-failed':
      return changedMeanwhile;
    case 'created':
      return asCreated(schemeAnswer(result.scheme), `/v1/schemes/${result.scheme.scheme.name}`);
    case 'replaced':
      return schemeAnswer(result.scheme);
  }
}

/** The response to a PUT of a budget at this address; undefined if the borough does not exist. */
export function putBudgetAnswer(address: string, result: BudgetResult | undefined): Answer {
  switch (result?.kind) {
    case undefined:
      return nothingHere;
    case 'precondition-failed':
      return changedMeanwhile;
    case 'below-held-and-committed': {
      const sentences = result.budgets.map(
        ({ kind, held, committed }) =>
          `${formatPounds(held)} of ${kind} is held and ${formatPounds(committed)} is committed. Allocate at least ${formatPounds(held + committed)} of ${kind}.`,
      );
      return problem('state-forbids', sentences.join(' '));
    }
    case 'created':
      return asCreated(ok(result.budget.view, result.budget.tag), address);
    case 'replaced':
      return ok(result.budget.view, result.budget.tag);
  }
}

/** 201 with the id and the secret of a new key, which is shown only once; or why the key was refused. */
export function createKeyAnswer(result: KeyResult): Answer {
  switch (result.kind) {
    case 'invalid':
      return invalidInput(result.faults);
    case 'exceeds-own-rights':
      return problem('forbidden', result.why);
    case 'created':
      return created({ id: result.key.id, key: result.secret }, `/v1/keys/${result.key.id}`);
  }
}

/** 204, or 404 if there was nothing to delete. */
export function deleteKeyAnswer(deleted: boolean): Answer {
  return deleted ? { status: 204 } : nothingHere;
}

const nothingHere = problem('not-found', 'Not found, or not visible to this credential.');
const changedMeanwhile = problem(
  'changed-meanwhile',
  'It has changed since you read it, or does not exist yet. Read it again and send your change with the new ETag.',
);

function asCreated(answer: Answer, location: string): Answer {
  return { ...answer, status: 201, headers: { location } };
}
