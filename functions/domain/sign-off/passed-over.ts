import type { Borough, Officer, Role } from '../vocabulary/borough.ts';
import { formatPounds } from '../vocabulary/money.ts';
import { mayAnswer, nextOfficer, type Routing, sameAddress } from './officers.ts';

/**
 * R8. Officers of a borough whom a submission bars from the proposal: it names them as its proposer, or it was sent with
 * their key. Each person once.
 */
export function barredOfficers(borough: Borough, { authors }: Pick<Routing, 'authors'>): readonly Officer[] {
  const barred = borough.officers.filter(
    ({ roles, email }) =>
      roles.some((role) => role !== 'finance') && authors.some((author) => sameAddress(author, email)),
  );
  return [...new Map(barred.map((officer) => [officer.person, officer])).values()];
}

/**
 * R8. Why officers who come before the one who is asked were passed over, in sentences without names; empty if the first
 * one is asked. If nobody can be asked, all of them were passed over.
 */
export function whyPassedOver(borough: Borough, routing: Routing): readonly string[] {
  const chosen = nextOfficer(borough, routing)?.officer.person;
  const inOrder = (['approver', 'deputy'] as const).flatMap((role) =>
    borough.officers.filter(({ roles }) => roles.includes(role)).map((officer) => ({ role, officer })),
  );
  const last = inOrder.findIndex(({ officer }) => officer.person === chosen);
  return inOrder.slice(0, last < 0 ? inOrder.length : last).flatMap(({ role, officer }) => {
    const why = reason(borough, officer, routing);
    return why === null ? [] : [`${article[role]} of ${borough.name} was passed over, because ${why}.`];
  });
}

const article = { approver: 'An approver', deputy: 'A deputy' } as const satisfies Partial<Record<Role, string>>;

function reason(borough: Borough, officer: Officer, routing: Routing): string | null {
  const verdict = mayAnswer(borough, officer.person, routing);
  const tooLow = `a limit of ${formatPounds(officer.limit ?? 0)} is below the share of ${formatPounds(routing.askedShare)}`;
  switch (verdict.kind) {
    case 'author':
      return 'the proposal names this officer as its proposer, or was sent with this officer’s key';
    case 'recused':
      return 'this officer declared an interest';
    case 'absent':
      return 'this officer is recorded as absent';
    case 'limit':
      return tooLow;
    case 'ok':
      return officer.limit !== null && officer.limit < routing.askedShare ? tooLow : null;
    case 'not-in-role':
    case 'answered':
      return null;
  }
}
