import { describe, expect, test } from 'vitest';
import { readProposal } from '../../../functions/application/proposals/read-proposal.ts';
import type { Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { viewResponse } from '../../../functions/web/link-pages.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { absentFor, changeBorough, type MemoryCoalition } from '../../support/worlds/memory-coalition.ts';

/** Two approvals, one by a deputy, a declared interest and a review. */
async function decided() {
  const { coalition, id } = await inSignOff();
  await coalition.answer(id, camden, { answer: 'recuse' });
  await coalition.approve(id, camden);
  await changeBorough(coalition, hackney, ({ officers }) => ({
    officers: officers.map((officer) =>
      officer.id === 'approver' ? { ...officer, post: 'Director of Finance' } : officer,
    ),
  }));
  await coalition.approve(id, hackney);
  await coalition.approve(id, newham);
  await coalition.review(id, 'recommend');
  return { coalition, id };
}

/** Everything that is shown of a decided proposal: the response with its ETag, the report rows, and each page. */
async function shown(coalition: MemoryCoalition, id: ProposalId) {
  const described = await readProposal(coalition.deps, id, { borough: null });
  const { rows } = await coalition.world.rows.of(id);
  const links = [
    ...[camden, hackney, newham].flatMap((code) => coalition.links(id, code)),
    ...coalition.links(id, camden, 'review'),
  ];
  const pages = await Promise.all(links.map(async (token) => viewResponse(await coalition.read(token))));
  return { described, rows, pages };
}

const all = [camden, hackney, newham];
const changes: readonly (readonly [string, (officers: readonly Officer[]) => readonly Officer[]])[] = [
  ['a rename', (officers) => officers.map((officer) => ({ ...officer, name: 'Somebody Else' }))],
  ['a new address', (officers) => officers.map((officer) => ({ ...officer, email: `new.${officer.email}` }))],
  ['a new post', (officers) => officers.map((officer) => ({ ...officer, post: 'Chief of Everything' }))],
  ['another authority', (officers) => officers.map((officer) => ({ ...officer, authority: 'Another scheme' }))],
  ['the removal of all officers', () => []],
];

describe('who decided', () => {
  test.each(changes)('R19 %s changes no response, ETag, report or page of what was decided', async (_, change) => {
    const { coalition, id } = await decided();
    const before = await shown(coalition, id);
    for (const code of all) await changeBorough(coalition, code, ({ officers }) => ({ officers: change(officers) }));
    await coalition.settleDown();
    expect(await shown(coalition, id)).toEqual(before);
  });

  test('R19 the answer carries the post, the role and the version of the borough that it relied on', async () => {
    const { coalition, id } = await decided();
    expect((await coalition.request(id, hackney)).answer?.decidedBy).toEqual({
      name: 'approver of Hackney',
      email: 'approver@hackney.example',
      post: 'Director of Finance',
      officer: 'approver',
      role: 'approver',
      authority: 'Scheme of delegation of Hackney, 4.2',
      onBehalfOf: null,
      boroughVersion: 2,
    });
    const { signOff, review } = (await readProposal(coalition.deps, id, { borough: null }))?.view ?? {};
    expect(signOff?.boroughs.find(({ borough }) => borough === hackney)).toMatchObject({
      answeredBy: 'approver of Hackney',
      post: 'Director of Finance',
      authority: 'Scheme of delegation of Hackney, 4.2',
      onBehalfOf: null,
    });
    expect(review?.answers).toMatchObject([{ answeredBy: 'reviewer of Camden', post: 'Reviewer, Camden' }]);
    expect(review?.answers[0]?.record).toMatch(/-1-E09000007-review$/);
  });

  test('R19 the chain seals who decided, submitted or passed a request on, and has none of it in clear', async () => {
    const { coalition, id } = await decided();
    const events = await coalition.events(id);
    const sealedOf = (type: string) =>
      Object.keys(events.find((event) => event.type === type)?.data.sealed ?? {}).toSorted();
    const who = ['authority', 'email', 'name', 'officer', 'post', 'role'];
    expect(sealedOf('submitted')).toEqual(['content', 'email', 'name', 'proposerEmail', 'proposerName']);
    expect(sealedOf('answered')).toEqual([...who, 'comment'].toSorted());
    expect(sealedOf('review-answered')).toEqual([...who, 'comment'].toSorted());
    const next = ['nextEmail', 'nextName', 'nextOfficer', 'nextPost', 'nextRole'];
    expect(sealedOf('passed-on')).toEqual([...who, ...next, 'interest'].toSorted());
    for (const secret of ['.example', 'approver of', 'Director of Finance', 'Scheme of delegation']) {
      expect(JSON.stringify(events)).not.toContain(secret);
    }
  });

  test('R19 a deputy’s answer names the approver as recorded then, even after the approver left', async () => {
    const { coalition, id } = await inSignOff();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.map((officer) =>
        officer.id === 'approver' ? { ...officer, ...absentFor(coalition, 3) } : officer,
      ),
    }));
    await coalition.sweepAfter({ hours: 7 });
    await coalition.approve(id, camden);
    await changeBorough(coalition, camden, () => ({ officers: [] }));
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({ by: 'deputy of Camden', onBehalfOf: 'approver of Camden', post: 'Deputy, Camden' });
  });

  test('R19 a person who was erased has no name on any response or page', async () => {
    const { coalition, id } = await decided();
    const answer = (await coalition.request(id, hackney)).answer;
    expect(answer?.by).toBeDefined();
    const people = {
      get: async (ids: Parameters<typeof coalition.deps.people.get>[0]) =>
        (await coalition.deps.people.get(ids)).filter((person) => person.id !== answer?.by),
    };
    const view = (await readProposal({ ...coalition.deps, people }, id, { borough: null }))?.view;
    expect(view?.signOff.boroughs.find(({ borough }) => borough === hackney)?.answeredBy).toBe(
      'a person whose name was erased',
    );
  });
});
