import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { LocalStack } from '../../infra/local/local-stack.ts';
import { ApiClient, jsonOf, problemOf } from '../support/deployed/api-client.ts';
import { inBatches, type Members } from '../support/deployed/coalition.ts';
import { executionsOf } from '../support/deployed/executions.ts';
import { type Proposal, submit } from '../support/deployed/journey.ts';
import { openLink, type Page, peekAtLink } from '../support/deployed/link-client.ts';
import { type Running, startDeployedStack } from '../support/deployed/local-aws.ts';
import { linksIn } from '../support/deployed/mail-reader.ts';
import { sharedCost } from '../support/deployed/proposal-body.ts';
import { placesOf, placesWith } from '../support/deployed/secrets.ts';
import { type System, systemAt } from '../support/deployed/system.ts';
import { changesBetween, tableOf } from '../support/deployed/table-reader.ts';
import { eventually } from '../support/eventually.ts';
import { type BadBody, badBodies, badBodiesElsewhere } from './bad-bodies.ts';

// Its own set-up: an unchanged table proves something only if no other test runs, and this test stops the stack.
const folder = mkdtempSync(join(tmpdir(), 'joint-funding-quiet-'));
let stack: Running<LocalStack>;
let system: System;
let members: Members<3>;
/** Proposals that wait until the local AWS was restarted. */
let inSignOff: Proposal;
let inReview: Proposal;
/** One link of each kind, and what it shows. */
const links = new Map<string, { readonly link: string; readonly status: number }>();

beforeAll(async () => {
  stack = await startDeployedStack({ folder });
  system = systemAt(stack.value.endpoints);
  members = await system.coalition(3);
});
afterAll(() => stack.stop());

/** Waits until nothing changes, and returns the contents of the table. */
async function quietTable(): Promise<ReadonlyMap<string, string>> {
  let before = await tableOf(system.aws);
  return eventually('A table in which nothing moves', async () => {
    const now = await tableOf(system.aws);
    const changed = changesBetween(before, now).map(({ key }) => key);
    const pending = [...now].flatMap(([key, item]) => (item.includes('"status":{"S":"pending"}') ? [key] : []));
    before = now;
    if (changed.length + pending.length === 0) return { found: now };
    // An acknowledgement that never comes, such as for a revised round, is checked when it is due.
    if (pending.length > 0) await system.sweep();
    return { seen: { changed, pending } };
  });
}

describe('On its own set-up', () => {
  test('a few proposals reach every status', async ({ expect }) => {
    const [lead, second, third] = members;
    inSignOff = await submit(system, members);
    const used = await inSignOff.approve(lead);
    links.set('used', { link: used.link, status: 200 });
    links.set('live', { link: await inSignOff.link(second), status: 200 });
    const submitted = await system.mailbox.mail(inSignOff.reference, lead.address('housing'), /^Submitted/);
    links.set('tracking', { link: linksIn(submitted, 't')[0] ?? '', status: 200 });

    inReview = await submit(system, members);
    await inReview.approve(lead);
    await inReview.approve(second);
    const recused = await inReview.answer(third, { answer: 'recuse', interest: 'I live next door.' });
    links.set('recused', { link: recused.link, status: 200 });
    await inReview.approve(third, undefined, 'deputy');
    await inReview.until('roi-review');
    links.set('review', { link: (await inReview.askedReviewer()).link, status: 200 });

    const revised = await submit(system, members);
    links.set('replaced', { link: await revised.link(third), status: 410 });
    await revised.revise({ costs: [sharedCost(40_000)] });
    links.set('ended', { link: await revised.link(second), status: 410 });
    await revised.decline(lead);
    await revised.until('not-funded');
    links.set('forged', { link: `${system.baseUrl}/d/${'A'.repeat(43)}`, status: 404 });
    expect(links.size).toBe(8);
  });

  test('R24 each link opened fifty times, by GET and by HEAD, changes no byte of the table', async ({ expect }) => {
    const before = await quietTable();
    const opened = [...links].flatMap(([kind, { link, status }]) =>
      Array.from({ length: 50 }, (_, index) => ({ kind, link, status, open: index % 2 ? peekAtLink : openLink })),
    );
    const answers = await inBatches(
      opened,
      async ({ kind, link, status, open }) => {
        const page: Page = await open(link);
        return { kind, expected: status, status: page.status, empty: page.html === '' || open === openLink };
      },
      8,
    );
    expect(answers.filter(({ expected, status, empty }) => status !== expected || !empty)).toEqual([]);
    expect(changesBetween(before, await tableOf(system.aws))).toEqual([]);
  });

  test('promise 8: bad input gets a clear and complete response, never a 5xx, and nothing is stored', async ({
    expect,
  }) => {
    const before = await quietTable();
    const cases = [
      ...badBodies(members).map((bad) => ({ path: '/v1/proposals', method: 'POST' as const, ...bad })),
      ...badBodiesElsewhere(inSignOff.path),
    ];
    const answers = await inBatches(cases, async ({ path, method, call, ...bad }) => {
      const answer = await system.proposer.call(path, { method, ...call });
      return { bad, answer };
    });
    expect(answers.map(({ bad, answer }) => said(bad, answer.status))).toEqual(
      cases.map((bad) => said(bad, bad.status)),
    );
    for (const { bad, answer } of answers) {
      const { errors, detail } = problemOf(answer);
      expect([bad.what, errors?.map(({ pointer }) => pointer).toSorted()]).toEqual([
        bad.what,
        bad.pointers?.toSorted(),
      ]);
      for (const message of [detail, ...(errors ?? []).map((each) => each.detail)]) {
        expect([bad.what, message]).toEqual([bad.what, expect.stringMatching(/^[A-Z].+[.?]$/s)]);
      }
    }
    expect(changesBetween(before, await tableOf(system.aws))).toEqual([]);
  });

  test('R27, promise 9: the system stores no token and no key anywhere', async ({ expect }) => {
    const { keys } = stack.value.endpoints;
    const made = await system.admin.must('/v1/keys', {
      method: 'POST',
      body: {
        name: 'One more',
        scopes: ['proposals:read'],
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
    });
    const { key } = jsonOf<{ key: string }>(made);
    expect((await new ApiClient(system.baseUrl, key).call(inSignOff.path)).status).toBe(200);
    const mails = await system.mailbox.all();
    const sent = mails.flatMap((mail) => [...linksIn(mail, 'd'), ...linksIn(mail, 't')]);
    const tokens = sent.map((link) => link.slice(-43));
    expect(tokens.length).toBeGreaterThan(15);
    const places = [...(await placesOf(system.aws)), ...filesOf(join(folder, 'aws'))];
    // The search finds text that is stored.
    expect(placesWith(inSignOff.id, places)).toEqual([
      'the table',
      'the stream',
      'executions and their histories',
      'the logs of the functions',
      'emulator.log',
    ]);
    for (const secret of [...tokens, key, ...Object.values(keys)]) {
      expect([secret, placesWith(secret, places)]).toEqual([secret, []]);
    }
  });

  test('after a restart of the local AWS in mid-round, lost executions are rebuilt and all proposals end', async ({
    expect,
  }) => {
    const [, second, third] = members;
    const before = await tableOf(system.aws);
    const justSubmitted = await submit(system, members);
    await stack.value.restart();
    const kept = await tableOf(system.aws);
    expect([...before.keys()].filter((key) => !kept.has(key))).toEqual([]);
    expect((await openLink(links.get('live')?.link ?? '')).status).toBe(200);

    await inSignOff.approve(third);
    const { link = '' } = links.get('live') ?? {};
    await inSignOff.answerWith(link, { answer: 'approve' });
    await inSignOff.untilSwept('roi-review');
    await sweptUntilReviewAsked(inSignOff);
    await inSignOff.review();
    const funded = await inSignOff.untilSwept('funded');
    expect(funded.contributions?.map(({ amount }) => amount)).toEqual([10_000, 10_000, 10_000]);

    await inReview.answerWith(links.get('review')?.link ?? '', {
      answer: 'recommend',
      comment: 'It pays for itself within a year, says our panel.',
    });
    await inReview.untilSwept('funded');
    // The sweep does the last step, settling, by itself. Only an execution could open the review.
    expect(await rebuilt(inSignOff)).toBe('SUCCEEDED');

    for (const member of members) await justSubmitted.approve(member);
    await justSubmitted.review();
    await justSubmitted.untilSwept('funded');
    const { revenue } = await system.budget(second.code);
    expect(revenue).toMatchObject({ held: 0, committed: 30_000 });
  });
});

/** Sweeps until a reviewer is asked. Opening the review needs an execution, and the previous one is lost. */
function sweptUntilReviewAsked({ reference }: Proposal): Promise<unknown> {
  const reviewers = members.map((member) => member.address('reviewer'));
  return eventually(`A reviewer asked about ${reference}`, async () => {
    const mails = await system.mailbox.about(reference, reviewers);
    return mails.length > 0 ? { found: mails } : { seen: await system.sweep() };
  });
}

/** How the second execution ended. The sweep started it because the first one was lost. */
function rebuilt({ id }: Proposal): Promise<string> {
  return eventually(`The second execution of ${id} ended`, async () => {
    const executions = await executionsOf(system.aws, id);
    const second = executions.find(({ name }) => name === `${id}-2`);
    const seen = executions.map(({ name, status }) => ({ name, status }));
    return second === undefined || second.status === 'RUNNING' ? { seen } : { found: second.status };
  });
}

/** The files of the local AWS and the set-up, except its state. */
function filesOf(path: string): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, text: readFileSync(join(path, name), 'utf8') }));
}

function said({ what }: Pick<BadBody, 'what'>, status: number): string {
  return `${what}: ${status}`;
}
