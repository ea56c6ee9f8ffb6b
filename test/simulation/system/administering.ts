import { createKey, operator } from '../../../functions/application/administration/create-key.ts';
import { deleteKey } from '../../../functions/application/administration/delete-key.ts';
import { putBorough } from '../../../functions/application/administration/put-borough.ts';
import { putBudget } from '../../../functions/application/administration/put-budget.ts';
import { putScheme } from '../../../functions/application/administration/put-scheme.ts';
import { enterCallIn } from '../../../functions/application/confirming/enter-call-in.ts';
import { trackProposal } from '../../../functions/application/links/track-proposal.ts';
import { liftBar } from '../../../functions/application/proposals/lift-bar.ts';
import { revokeApproval } from '../../../functions/application/revocation/revoke-approval.ts';
import { extendSignOff } from '../../../functions/application/sign-off/extend-sign-off.ts';
import { resumeProposal } from '../../../functions/application/workflow/resume-proposal.ts';
import type { Officer } from '../../../functions/domain/vocabulary/borough.ts';
import { addSeconds, type LocalDate, londonDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { before, checkNoTrace } from './checks/refusals.ts';
import type { Conditions } from './process.ts';
import { absence, years } from './setting.ts';
import type { Of } from './step.ts';
import type { Universe } from './universe.ts';

export async function officers(
  universe: Universe,
  { who, how }: Of<'officers'>,
  conditions: Conditions,
): Promise<void> {
  const { deps, setting, watch } = universe;
  const first = setting.boroughs[who];
  const now = first && watch.register.borough(first.borough);
  if (first === undefined || now === undefined) return;
  const today = londonDate(deps.clock.now());
  const changed = changes[how](now.officers, first.officers, today);
  const { borough, version: _, ...content } = { ...now, officers: changed.map(({ person: _person, ...each }) => each) };
  await universe.begin('put-borough', conditions, () =>
    putBorough(deps, { borough, content: { kind: 'read', value: content }, expectation: undefined }),
  );
  universe.tally.count('officers', how);
}

type Officers = readonly Officer[];

/** The secretariat's changes of a borough's officers, from those at the start. */
const changes = {
  rotate: (now) => [...now.slice(1), ...now.slice(0, 1)],
  remove: (now) => now.slice(1),
  clear: (now) => now.slice(0, 0),
  demote: (now) => now.map((each, at) => (at === 0 ? { ...each, roles: ['finance'] } : each)),
  absent: (now, _, today) => now.map((each, at) => (at === 0 ? { ...each, absences: [absence(today, 9)] } : each)),
  'away-today': (now, _, today) =>
    now.map((each, at) => (at === 0 ? { ...each, absences: [absence(today, 1)] } : each)),
  lower: (now) => now.map((each, at) => (at === 0 ? { ...each, limit: 1 } : each)),
  restore: (_, first) => first,
} as const satisfies Record<Of<'officers'>['how'], (now: Officers, first: Officers, today: LocalDate) => Officers>;

/** R12: an allocation is at least what is held and committed. */
export async function budget(
  universe: Universe,
  { who, year, to }: Of<'budget'>,
  conditions: Conditions,
): Promise<void> {
  const { deps, setting, tally } = universe;
  const [borough, financialYear] = [setting.boroughs[who]?.borough, years[year]];
  if (borough === undefined || financialYear === undefined) return;
  const allocated = { revenue: to, capital: to };
  const came = await universe.begin('put-budget', conditions, () =>
    putBudget(deps, { borough, financialYear, allocated, expects: null }),
  );
  tally.count('budget came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
}

/** R6: proposals keep the scheme that they were submitted under. */
export async function scheme(universe: Universe, conditions: Conditions): Promise<void> {
  const { deps, setting } = universe;
  const { name, ...value } = { ...setting.scheme, headroom: 50 };
  await universe.begin('put-scheme', conditions, () =>
    putScheme(deps, { name, content: { kind: 'read', value }, expectation: undefined }),
  );
}

/** A key is made, and deleted again. */
export async function key(universe: Universe, conditions: Conditions): Promise<void> {
  const { deps } = universe;
  await universe.begin('key', conditions, async () => {
    const now = deps.clock.now();
    const value = { name: 'Report', scopes: ['reports:read'] as const, borough: null, holder: null };
    const content = { kind: 'read', value: { ...value, expiresAt: addSeconds(now, 86_400) } } as const;
    const made = await createKey(deps, operator, content, now);
    if (made.kind === 'created') await deleteKey(deps, { borough: null }, made.key.id, now);
  });
}

const by = { name: 'Secretariat', holder: 'secretary@office.example' };

/** R5: extends by hours from now, which may be too few. */
export async function extend(universe: Universe, { of, hours }: Of<'extend'>, conditions: Conditions): Promise<void> {
  const { deps, ids, tally } = universe;
  const id = ids[of];
  if (id === undefined) return;
  const began = before(universe);
  const came = await universe.begin('extend', conditions, () => {
    const at = deps.clock.now();
    const value = { respondBy: addSeconds(at, hours * 3600), reason: 'The committee meets later.' };
    return extendSignOff(deps, { id, content: { kind: 'read', value }, by, at, reply: null });
  });
  tally.count('extension came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'extended') checkNoTrace(universe, began, 'an extension');
}

/** R29: the answer becomes an opt-out, and its hold is released at once. */
export async function revoke(universe: Universe, act: Of<'revoke'>, conditions: Conditions): Promise<void> {
  const { deps, ids, setting, tally } = universe;
  const id = ids[act.of];
  if (id === undefined) return;
  const { requests } = await universe.state(id);
  const approved = requests.filter(({ answer, revoked }) => answer?.kind === 'approve' && revoked === undefined);
  const among = act.standing && approved.length > 0 ? approved : setting.boroughs;
  const borough = among[act.who % among.length]?.borough;
  if (borough === undefined) return;
  const began = before(universe);
  const came = await universe.begin('revoke', conditions, () =>
    revokeApproval(deps, { id, borough, reason: 'A spending stop.', by, at: deps.clock.now(), reply: null }),
  );
  tally.count('revocation came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'revoked') checkNoTrace(universe, began, 'a revocation');
}

/** R29: the secretariat enters a call-in for a borough, or releases it. */
export async function callIn(universe: Universe, act: Of<'call-in'>, conditions: Conditions): Promise<void> {
  const { deps, ids, setting, tally } = universe;
  const [id, borough] = [ids[act.of], setting.boroughs[act.who]?.borough];
  if (id === undefined || borough === undefined) return;
  const began = before(universe);
  const came = await universe.begin('call-in', conditions, () =>
    enterCallIn(deps, { id, kind: act.how, borough, reason: 'Six members.', by, at: deps.clock.now(), reply: null }),
  );
  tally.count('call-in came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'entered') checkNoTrace(universe, began, 'a call-in');
}

/** R8: every revision's proposer may be the lead's first approver. */
export async function lift(universe: Universe, { of }: Of<'lift-bar'>, conditions: Conditions): Promise<void> {
  const { deps, ids, tally } = universe;
  const id = ids[of];
  if (id === undefined) return;
  const borough = (await universe.state(id)).head.lead;
  const began = before(universe);
  const came = await universe.begin('lift-bar', conditions, () =>
    liftBar(deps, { id, borough, officer: 'approver', reason: 'Mistaken.', by, at: deps.clock.now(), reply: null }),
  );
  tally.count('lifted bar came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'lifted') checkNoTrace(universe, began, 'a lifted bar');
}

/** R25: what the response to a submission does. */
export async function track(universe: Universe, { of }: Of<'track'>, conditions: Conditions): Promise<void> {
  const head = universe.headOf(of);
  if (head === undefined) return;
  const { id, proposer } = head;
  await universe.begin('track', conditions, () => trackProposal(universe.deps, { id, proposer }));
}

export async function resume(universe: Universe, { of }: Of<'resume'>, conditions: Conditions): Promise<void> {
  const { deps, ids, tally } = universe;
  const id = ids[of];
  if (id === undefined) return;
  const began = before(universe);
  const came = await universe.begin('resume', conditions, () =>
    resumeProposal(deps, { id, reason: 'It is mended.', by, at: deps.clock.now(), reply: null }),
  );
  tally.count('resumption came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'resumed') checkNoTrace(universe, began, 'a resumption');
}
