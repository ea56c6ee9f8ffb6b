import type { Borough, Officer, PersonId, Role } from '../vocabulary/borough.ts';
import type { EligibleOfficer } from './officers.ts';

/** The roles in which an officer decides something. */
export const decidingRoles = ['approver', 'deputy', 'reviewer'] as const satisfies readonly Role[];

/**
 * R19. Who answered, as the borough had recorded them at that moment. It is kept in clear on the answer and sealed in its
 * event, so that a later rename, removal or new address changes no record, page or report.
 */
export interface DecidedBy {
  readonly name: string;
  readonly email: string;
  /** The officer's post in words, or else role and borough. */
  readonly post: string;
  /** The borough's own name for the post, such as `hackney-1`. */
  readonly officer: string;
  readonly role: (typeof decidingRoles)[number];
  readonly authority: string;
  /** Name of the approver that a deputy acts for; null if there is none, or the borough no longer knew the approver. */
  readonly onBehalfOf: string | null;
  /** Version of the borough that the decision relied on. */
  readonly boroughVersion: number;
}

/** The officer who answers now, as the borough records them (R19). */
export function decidedBy(
  borough: Borough,
  { officer, role }: Pick<EligibleOfficer, 'officer' | 'role'>,
  onBehalfOf: PersonId | null,
): DecidedBy {
  const { name, email, id, authority } = officer;
  return {
    name,
    email,
    post: postOf(borough, officer, role),
    officer: id,
    role,
    authority,
    onBehalfOf: borough.officers.find(({ person }) => person === onBehalfOf)?.name ?? null,
    boroughVersion: borough.version,
  };
}

const roleInWords = { approver: 'Approver', deputy: 'Deputy', reviewer: 'Reviewer' } as const satisfies Record<
  DecidedBy['role'],
  string
>;

/** The post of an officer in words: as the borough recorded it, or else the role and the borough (R19). */
export function postOf(
  { name }: Pick<Borough, 'name'>,
  { post }: Pick<Officer, 'post'>,
  role: DecidedBy['role'],
): string {
  return post ?? `${roleInWords[role]}, ${name}`;
}

/** The private values by which an event says who decided (R19). */
export const decidedByValues = ['name', 'email', 'post', 'officer', 'role', 'authority', 'onBehalfOf'] as const;
export type DecidedByValue = (typeof decidedByValues)[number];

/** The same values as an event takes them, in clear: `sealEvent` seals each under its own salt. */
export function privateValuesOf({
  onBehalfOf,
  boroughVersion: _,
  ...decided
}: DecidedBy): Readonly<Partial<Record<DecidedByValue, string>>> {
  return { ...decided, ...(onBehalfOf === null ? {} : { onBehalfOf }) };
}

/** The private values by which an event says to whom a request passes (R19). */
export const nextOfficerValues = ['nextName', 'nextEmail', 'nextPost', 'nextOfficer', 'nextRole'] as const;
export type NextOfficerValue = (typeof nextOfficerValues)[number];

/**
 * R19. The private values of a passing on: who held the request, if the borough still knows this officer, and who is
 * asked next. Either may be missing: nobody held the request, or nobody is eligible.
 */
export function passingValuesOf(
  borough: Borough,
  from: { readonly person: PersonId; readonly role: DecidedBy['role'] } | null,
  next: Pick<EligibleOfficer, 'officer' | 'role'> | null,
): Readonly<Partial<Record<DecidedByValue | NextOfficerValue, string>>> {
  const held = borough.officers.find(({ person }) => person === from?.person);
  return {
    ...(held === undefined || from === null
      ? {}
      : privateValuesOf(decidedBy(borough, { officer: held, role: from.role }, null))),
    ...(next === null
      ? {}
      : {
          nextName: next.officer.name,
          nextEmail: next.officer.email,
          nextPost: postOf(borough, next.officer, next.role),
          nextOfficer: next.officer.id,
          nextRole: next.role,
        }),
  };
}
