import { type FinancialYear, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import { addYears, financialYearOf } from '../../../functions/domain/vocabulary/financial-year.ts';
import type { Member } from './coalition.ts';

/** The JSON body of a submission. */
export type ProposalBody = Readonly<Record<string, unknown>>;

/** Today's financial year, in which every set-up has money. */
export function thisYear(): FinancialYear {
  return financialYearOf(instantOf(Date.now()));
}

/** A proposal led by the first of the members: £300 of revenue this year, shared equally, with a cashable benefit next year. */
export function proposalBody(members: readonly Member[], changes: ProposalBody = {}): ProposalBody {
  const [lead] = members;
  if (lead === undefined) throw new Error('A proposal has a lead borough.');
  return {
    title: 'Shared sensors against damp',
    summary: 'Sensors in council homes, bought and read together, so that repairs come before complaints.',
    alternatives: 'None considered',
    leadBorough: lead.code,
    proposer: { name: 'Head of Housing', email: lead.address('housing') },
    scheme: 'quick',
    partners: members.map(({ code }) => ({ borough: code })),
    apportionment: 'equal',
    costs: [{ financialYear: thisYear(), kind: 'revenue', amount: 30_000, description: 'Sensors and platform' }],
    benefits: [
      {
        financialYear: addYears(thisYear(), 1),
        borough: 'all',
        class: 'cashable',
        amount: 60_000,
        confidence: 1,
        description: 'Repairs avoided',
      },
    ],
    ...changes,
  };
}

/** A moment this many seconds ahead, for `respondBy`. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

/** A shared line of revenue this year. */
export function sharedCost(amount: number, changes: ProposalBody = {}): ProposalBody {
  return { financialYear: thisYear(), kind: 'revenue', amount, description: 'Sensors and platform', ...changes };
}
