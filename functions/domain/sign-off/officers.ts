import type { Borough, Officer, PersonId, Role } from '../vocabulary/borough.ts';
import type { LocalDate } from '../vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../vocabulary/money.ts';

/** What decides who may be asked, or may answer, for one borough. */
export interface Routing {
  readonly role: 'approver' | 'reviewer';
  /** Share of this borough if all join, in pence; not used for a reviewer. */
  readonly askedShare: Pence;
  /** The day of asking or answering, in Europe/London. */
  readonly on: LocalDate;
  /** Addresses of everyone who wrote or edited a revision (R8). */
  readonly authors: readonly string[];
  /** Everyone who declared an interest, for any borough: they are out of the whole proposal (R1). */
  readonly recused: readonly PersonId[];
  /** Everyone who answered a sign-off request: they may not review (R8). Not used for an approver. */
  readonly answered: readonly PersonId[];
  /**
   * Known addresses of those people. A person who left and came back, or acts for two boroughs, has several ids but is
   * one person.
   */
  readonly addresses: ReadonlyMap<PersonId, string>;
}

/** An officer who may be asked, and in what capacity. */
export interface EligibleOfficer {
  readonly officer: Officer;
  readonly role: Exclude<Role, 'finance'>;
  /** For a deputy: the first approver who would have been asked but for an absence; null if none is absent. */
  readonly onBehalfOf: PersonId | null;
}

/** Whether a person may answer now; every refusal has a sentence for the page. */
export type MayAnswer =
  | { readonly kind: 'ok'; readonly eligible: EligibleOfficer }
  | { readonly kind: 'not-in-role' | 'limit' | 'absent' | 'author' | 'recused' | 'answered'; readonly message: string };

/** R8. Whether two addresses are one mailbox, ignoring case and `+tag`. */
export function sameAddress(a: string, b: string): boolean {
  return mailbox(a) === mailbox(b);
}

/**
 * R8, R9. Who may be asked for this borough, in order. For a sign-off: the approvers, then the deputies, each in the
 * borough's order of precedence, present on the day and with a limit of at least the asked share. For a review: the
 * reviewers who are present. Nobody who wrote a revision, declared an interest or (for a review) answered. Each person
 * once.
 */
export function eligibleOfficers(borough: Borough, routing: Routing): readonly EligibleOfficer[] {
  const roles = routing.role === 'approver' ? (['approver', 'deputy'] as const) : (['reviewer'] as const);
  const seen = new Set<PersonId>();
  const eligible: EligibleOfficer[] = [];
  for (const role of roles) {
    for (const officer of borough.officers) {
      if (!officer.roles.includes(role) || seen.has(officer.person)) continue;
      if (!withinLimit(officer, routing) || obstacle(borough, officer, routing) !== null) continue;
      seen.add(officer.person);
      eligible.push({ officer, role, onBehalfOf: role === 'deputy' ? absentApprover(borough, routing) : null });
    }
  }
  return eligible;
}

/** R9. Whom to ask now: the first eligible officer. If null, the proposal waits and says `noOfficer(…)`. */
export function nextOfficer(borough: Borough, routing: Routing): EligibleOfficer | null {
  return eligibleOfficers(borough, routing)[0] ?? null;
}

/** R8. "no eligible approver for Camden": what a proposal says while a borough has nobody to ask. */
export function noOfficer(borough: Pick<Borough, 'name'>, role: Routing['role']): string {
  return `no eligible ${role} for ${borough.name}`;
}

/**
 * R6, R8, R9. Whether this person may answer for this borough now: still holds the role, is present, wrote no revision,
 * declared no interest, and (for a review) answered no sign-off. A limit below the share, which was lowered after the
 * request, passes the request on where another officer may decide. Where nobody else may, this one still answers:
 * exceeding the limit is a fault of the amount (see `answerFaults`), and a decline needs none.
 */
export function mayAnswer(borough: Borough, person: PersonId, routing: Routing): MayAnswer {
  const roles = routing.role === 'approver' ? (['approver', 'deputy'] as const) : (['reviewer'] as const);
  for (const role of roles) {
    const officer = borough.officers.find((each) => each.person === person && each.roles.includes(role));
    if (officer === undefined) continue;
    const why = obstacle(borough, officer, routing);
    if (why !== null) return { kind: why, message: words(why, borough, officer) };
    if (!withinLimit(officer, routing) && nextOfficer(borough, routing) !== null)
      return { kind: 'limit', message: limitInWords(borough, officer, routing) };
    const onBehalfOf = role === 'deputy' ? absentApprover(borough, routing) : null;
    return { kind: 'ok', eligible: { officer, role, onBehalfOf } };
  }
  const role = routing.role === 'approver' ? 'an approver or deputy' : 'a reviewer';
  return { kind: 'not-in-role', message: `You are no longer ${role} of ${borough.name}.` };
}

type Obstacle = 'absent' | 'author' | 'recused' | 'answered';

/** Checks the person before the day: an author or a person with an interest stays out when the absence ends. */
function obstacle(borough: Borough, officer: Officer, routing: Routing): Obstacle | null {
  if (routing.authors.some((author) => sameAddress(author, officer.email))) return 'author';
  if (isAmong(borough, officer, routing.recused, routing)) return 'recused';
  if (routing.role === 'reviewer' && isAmong(borough, officer, routing.answered, routing)) return 'answered';
  return isAbsent(officer, routing.on) ? 'absent' : null;
}

/** Compares by the person's known address, or by the address of a post in this borough. */
function isAmong(
  borough: Borough,
  officer: Officer,
  persons: readonly PersonId[],
  { addresses }: Pick<Routing, 'addresses'>,
): boolean {
  const posts = borough.officers.filter(({ person }) => persons.includes(person)).map(({ email }) => email);
  const known = persons.flatMap((person) => addresses.get(person) ?? []);
  return [...posts, ...known].some((address) => sameAddress(address, officer.email));
}

/** R9. Both dates included; dates of the same form compare as text. */
function isAbsent(officer: Officer, on: LocalDate): boolean {
  return officer.absences.some(({ from, to }) => from <= on && on <= to);
}

function withinLimit(officer: Officer, routing: Routing): boolean {
  return routing.role === 'reviewer' || officer.limit === null || officer.limit >= routing.askedShare;
}

function absentApprover(borough: Borough, routing: Routing): PersonId | null {
  const absent = borough.officers.find(
    (officer) =>
      officer.roles.includes('approver') &&
      withinLimit(officer, routing) &&
      obstacle(borough, officer, routing) === 'absent',
  );
  return absent?.person ?? null;
}

function limitInWords({ name }: Borough, { limit }: Officer, { askedShare }: Routing): string {
  const mine = formatPounds(limit ?? 0);
  return `You can approve up to ${mine}. ${name}’s share is ${formatPounds(askedShare)}, so the request goes to an officer who can approve it.`;
}

function words(why: Obstacle, borough: Borough, officer: Officer): string {
  const messages = {
    author: 'You wrote or edited this proposal, so you cannot answer it in any role.',
    recused: 'You declared an interest in this proposal, so you take no further part in it.',
    answered: 'You answered the sign-off of this proposal, so you cannot review it.',
    absent: `${borough.name} has recorded ${officer.name} as absent today, so the request goes to the next officer.`,
  } as const satisfies Record<Obstacle, string>;
  return messages[why];
}

/**
 * R9. The approver that a deputy answers for: one who is absent, or one who did not answer before the last reminder, as
 * `asks` say (oldest first). null: an approver, or a deputy who answers for nobody.
 */
export function answersFor(
  asks: readonly { readonly person: PersonId; readonly onBehalfOf: PersonId | null }[],
  { role, officer, onBehalfOf }: EligibleOfficer,
): PersonId | null {
  if (role !== 'deputy' || onBehalfOf !== null) return onBehalfOf;
  return asks.findLast(({ person }) => person === officer.person)?.onBehalfOf ?? null;
}

/** R8. An address without case and `+tag`: equal for two addresses of one person. */
export function mailbox(address: string): string {
  const text = address.trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const local = text.slice(0, at);
  const plus = local.indexOf('+');
  // A plus at the very start is part of the name, not a tag.
  return `${plus > 0 ? local.slice(0, plus) : local}${text.slice(at)}`;
}
