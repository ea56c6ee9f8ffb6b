import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { branded } from '../words/branded.ts';
import { record, textThat } from '../words/expected.ts';
import { BoroughCode, FinancialYear, SchemeName } from '../words/vocabulary.ts';

/** Any text is an id: it either leads to something or it does not. */
const Id = textThat('an id', () => [], { maxLength: 2_000 });

export const NoParameters = record('no parts', {});
/** The id of a proposal. */
export const IdPath = record('parts', { id: branded<ProposalId>(Id) });
/** The id of a key. */
export const KeyPath = record('parts', { id: Id });
export const BoroughPath = record('parts', { code: BoroughCode });
export const BudgetPath = record('parts', { code: BoroughCode, fy: FinancialYear });
export const SchemePath = record('parts', { name: SchemeName });
