import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Boroughs = z.object({
  boroughs: z.array(z.object({ borough: z.string(), name: z.string(), population: z.int() })),
});

const financialYears = ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31'];
/** Pence of each budget kind in each year. */
const allocated = 50_000_000;

const standard = {
  decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
  silence: 'opt-out',
  headroom: 25,
  responseWorkingDays: 10,
  shortestResponse: 'PT24H',
  reminderWorkingDays: [5, 2, 1],
  maxRevisions: 5,
  revisionWorkingDays: 20,
  review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
  countsFrom: 50,
  graceWorkingDays: 1,
  topUp: { atMost: 25, workingDays: 2 },
  confirmWorkingDays: 5,
};

/** Nothing that would make a visitor wait for a working day. */
const quick = { shortestResponse: 'PT0S', graceWorkingDays: 0, topUp: null, confirmWorkingDays: 0 };

/** A PUT of the administrative API. */
export interface Put {
  readonly path: string;
  readonly body: unknown;
}

/** The 33 boroughs, each with an approver, a deputy and a reviewer. */
export function demoBoroughs(): Put[] {
  const file = join(import.meta.dirname, 'boroughs.json');
  const { boroughs } = Boroughs.parse(JSON.parse(readFileSync(file, 'utf8')));
  return boroughs.map(({ borough, name, population }) => {
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const officer = (number: number, role: string): unknown => ({
      id: `${slug}-${number}`,
      name: `${role[0]?.toUpperCase()}${role.slice(1)} for ${name}`,
      email: `${role}@${slug}.example`,
      roles: [role],
      limit: null,
      authority: 'Scheme of delegation, 4.2',
      absences: [],
    });
    return {
      path: `/v1/boroughs/${borough}`,
      body: {
        name,
        kind: 'borough',
        population,
        emailDomains: [`${slug}.example`],
        codeAbove: null,
        officers: [officer(1, 'approver'), officer(2, 'deputy'), officer(3, 'reviewer')],
        deemedApproval: null,
        keyDecisionAbove: null,
        callInWorkingDays: 5,
      },
    };
  });
}

/** Five years of revenue and capital for each borough. */
export function demoBudgets(): Put[] {
  return demoBoroughs().flatMap(({ path }) =>
    financialYears.map((year) => ({
      path: `${path}/budgets/${year}`,
      body: { revenue: { allocated }, capital: { allocated } },
    })),
  );
}

/** `quick` is for trying deadlines out. The last scheme is written when everything else exists, so it shows that the seed is complete. */
export function demoSchemes(): Put[] {
  const review = { ...standard.review, required: { above: 10_000_000 } };
  return [
    { path: '/v1/schemes/standard', body: standard },
    { path: '/v1/schemes/small-experiment', body: { ...standard, review } },
    { path: '/v1/schemes/quick', body: { ...standard, ...quick } },
  ];
}

/** Who holds which key, and its scopes. The holder of the keys that write is not an officer of any borough. */
export const demoKeys = {
  proposer: { scopes: ['proposals:write', 'proposals:read'], holder: 'demo@joint-funding.example' },
  finance: { scopes: ['reports:read'], holder: null },
  admin: {
    scopes: ['proposals:write', 'proposals:read', 'reports:read', 'admin'],
    holder: 'demo@joint-funding.example',
  },
} as const;
