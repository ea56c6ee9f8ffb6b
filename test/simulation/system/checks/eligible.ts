import type { Head, Person } from '../../../../functions/domain/record/proposal-state.ts';
import type { Borough, Officer, Role } from '../../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';

/** Boroughs and people in the table, read directly by the tests. */
export interface Register {
  borough(code: BoroughCode): Borough | undefined;
  person(id: string): Person | undefined;
}

/** The mailbox of an address: without case, and without `+tag` (R8). */
function mailbox(email: string): string {
  return email.toLowerCase().replace(/(?<=[^+@])\+[^@]*@/, '@');
}

/** The mailbox of a person, or the id of one whose address is not known. */
export function mailboxOf(register: Register, person: string): string {
  const known = register.person(person);
  return known === undefined ? person : mailbox(known.email);
}

function mailboxes(register: Register, persons: readonly string[]): ReadonlySet<string> {
  return new Set(persons.flatMap((id) => register.person(id)?.email ?? []).map(mailbox));
}

/** R1, R8, R9, stated again and simply: whether this officer may answer on that day. */
function mayAct(register: Register, head: Head, officer: Officer, roles: readonly Role[], on: string): boolean {
  const out = mailboxes(register, [...head.authors, ...head.recused]);
  const absent = officer.absences.some(({ from, to }) => from <= on && on <= to);
  return officer.roles.some((role) => roles.includes(role)) && !absent && !out.has(mailbox(officer.email));
}

/** Whether anybody in this borough could be asked for this amount. */
export function hasOfficer(register: Register, head: Head, code: BoroughCode, asked: number, on: string): boolean {
  const officers = register.borough(code)?.officers ?? [];
  return officers.some(
    (officer) =>
      (officer.limit === null || officer.limit >= asked) && mayAct(register, head, officer, ['approver', 'deputy'], on),
  );
}

/** Whether this person has a post in that borough that may answer. */
export function mayAnswerBy(
  register: Register,
  head: Head,
  post: {
    readonly borough: BoroughCode;
    readonly person: string;
    readonly roles: readonly Role[];
    /** Pence that the officer must be allowed to approve. */
    readonly limit?: number;
  },
  on: string,
): boolean {
  const officers = register.borough(post.borough)?.officers ?? [];
  return officers.some(
    (officer) =>
      officer.person === post.person &&
      (officer.limit === null || officer.limit >= (post.limit ?? 0)) &&
      mayAct(register, head, officer, post.roles, on),
  );
}

/** R8, R17: whether this borough has a reviewer who may be asked and answered no sign-off. */
export function hasReviewer(
  register: Register,
  head: Head,
  code: BoroughCode,
  answered: readonly string[],
  on: string,
): boolean {
  const officers = register.borough(code)?.officers ?? [];
  return officers.some(
    (officer) => mayAct(register, head, officer, ['reviewer'], on) && !hasAnswered(register, answered, officer.person),
  );
}

/** R8: nobody who answered a sign-off may review it, under any id. */
export function hasAnswered(register: Register, persons: readonly string[], person: string): boolean {
  const email = register.person(person)?.email;
  return persons.includes(person) || (email !== undefined && mailboxes(register, persons).has(mailbox(email)));
}
