import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LogFields, LogMessage } from '../../functions/adapters/system/log.ts';
import { log } from '../../functions/adapters/system/log.ts';
import type { Link, LinkPurpose } from '../../functions/domain/record/access.ts';
import type { BoroughCode, ProposalId } from '../../functions/domain/vocabulary/proposal.ts';
import type { PageRequest } from '../../functions/web/respond.ts';
import { gss } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { formOf, words } from '../support/deployed/link-client.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';

const [camden, hackney] = [gss('E09000007'), gss('E09000012')];
const reasons = 'The benefits are worth what they cost.';

let handlers: { readonly read: typeof import('../../functions/handlers/links/read-link.handler.ts').create } & {
  readonly answer: typeof import('../../functions/handlers/links/answer-link.handler.ts').create;
};
let coalition: MemoryCoalition;
let id: ProposalId;
let token: string;
let logged: (readonly [LogMessage, LogFields | undefined])[];

// Loading a handler binds it to its table, so the table's name must be set first.
beforeAll(async () => {
  stubHandlerEnvironment();
  const [{ create: read }, { create: answer }] = await Promise.all([
    import('../../functions/handlers/links/read-link.handler.ts'),
    import('../../functions/handlers/links/answer-link.handler.ts'),
  ]);
  handlers = { read, answer };
});

beforeEach(async () => {
  coalition = await memoryCoalition();
  logged = [];
  id = await coalition.submit(sample('digital-apprenticeships'));
  token = await minted('sign-off', hackney);
});

/** Creates a link as the mailer does. Only the email has its token. */
async function minted(purpose: LinkPurpose, borough: BoroughCode | null, nth = 0): Promise<string> {
  const { head, requests, reviews } = await coalition.state(id);
  const asked = requests.find((each) => each.borough === borough)?.asks.at(-1)?.person;
  const reviewer = reviews.find((each) => each.borough === borough)?.person;
  const person = (purpose === 'review' ? reviewer : asked) ?? head.proposer;
  const made = `${purpose}-${borough}-${head.revision}-${nth}`.padEnd(43, '_').slice(0, 43);
  const { world } = coalition;
  const link: Link = {
    ...{ hash: world.digests.sha256(made), purpose, proposal: id, revision: head.revision, borough, person },
    mintedAt: world.clock.now(),
  };
  await world.links.put(link);
  return made;
}

function deps() {
  return { ...coalition.world, log: (message: LogMessage, fields?: LogFields) => void logged.push([message, fields]) };
}

function request(method: string, path: string, rest: Partial<PageRequest> = {}): PageRequest {
  return { rawPath: path, headers: {}, isBase64Encoded: false, requestContext: { http: { method } }, ...rest };
}

const get = (path: string, method = 'GET') => handlers.read(deps())(request(method, path));

/** Fills in and sends the form of the page as a browser does, in base64 as the HTTP API passes it on. */
async function answered(by: string, fields: Readonly<Record<string, string>>) {
  const form = formOf((await get(`/d/${by}`)).body);
  return posted(by, { ...form.values, ...fields });
}

function posted(by: string, fields: Readonly<Record<string, string>>) {
  const body = Buffer.from(new URLSearchParams(fields).toString()).toString('base64');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return handlers.answer(deps())(request('POST', `/d/${by}`, { body, headers, isBase64Encoded: true }));
}

test('R24 a link that is opened fifty times by GET and HEAD writes nothing', async () => {
  const before = coalition.world.table.everything();
  for (let turn = 0; turn < 25; turn += 1) {
    expect((await get(`/d/${token}`)).statusCode).toBe(200);
    expect((await get(`/d/${token}`, 'HEAD')).statusCode).toBe(200);
  }

  expect(coalition.world.table.everything()).toEqual(before);
});

test('R1 an approval is recorded as typed, and the link then shows its confirmation', async () => {
  const answer = await answered(token, { answer: 'approve', upTo: '£50,000', declaration: 'yes', 'pledge-1': '12' });
  const after = await get(`/d/${token}`);
  const state = await coalition.state(id);

  expect(answer).toMatchObject({ statusCode: 303, headers: { location: `/d/${token}` } });
  expect(after.statusCode).toBe(200);
  expect(words(after.body)).toContain('Hackney approved up to £50,000');
  expect(state.requests.find(({ borough }) => borough === hackney)?.answer).toMatchObject({
    kind: 'approve',
    upTo: 5_000_000,
    pledged: [12],
  });
});

test.each([
  ['£1', 'Hackney’s share is £40,909.09. With a limit of £1 Hackney takes part and pays £1; the others pay the rest.'],
  ['60000', 'The suggested limit is £51,136.36. With a limit of £60,000 Hackney takes part and can pay up to £60,000'],
])(
  'R1 an approval up to %s is first shown back, and recorded when the same amount comes back',
  async (upTo, meaning) => {
    const before = coalition.world.table.everything();
    const shown = await answered(token, { answer: 'approve', upTo, comment: 'It is time.', declaration: 'yes' });

    expect(shown.statusCode).toBe(422);
    expect(words(shown.body)).toContain('Check the amount');
    expect(words(shown.body)).toContain(meaning);
    expect(coalition.world.table.everything()).toEqual(before);
    const { values } = formOf(shown.body);
    expect(values).toMatchObject({ answer: 'approve', upTo, comment: 'It is time.', declaration: 'yes' });

    const another = await posted(token, { ...values, upTo: '2' });
    expect(another.statusCode).toBe(422);
    expect(words(another.body)).toContain('With a limit of £2');
    expect(coalition.world.table.everything()).toEqual(before);
    expect((await posted(token, values)).statusCode).toBe(303);
  },
);

test('R1 one POST of the form on the confirmation page replaces the decision, from any link to the request', async () => {
  const [first, other] = [await minted('sign-off', camden), await minted('sign-off', camden, 1)];
  await answered(first, { answer: 'approve', upTo: '£30,000', declaration: 'yes' });
  const page = await get(`/d/${other}`);
  const { values } = formOf(page.body);
  const { reference } = (await coalition.state(id)).head;

  expect(page.statusCode).toBe(200);
  expect(words(page.body)).toContain('Camden approved up to £30,000');
  expect(words(page.body)).toContain('Change this decision');
  expect(values).toMatchObject({ replaces: `${reference}-1-${camden}` });

  const decline = { ...values, answer: 'decline', comment: 'No room in the budget.', declaration: 'yes' };
  const stale = { ...values, answer: 'approve', upTo: '£31,000', declaration: 'yes' };
  expect(await posted(other, decline)).toMatchObject({ statusCode: 303, headers: { location: `/d/${other}` } });
  expect(words((await get(`/d/${first}`)).body)).toContain('Camden declined');

  // The other tab still holds the number of the first record.
  const before = coalition.world.table.everything();
  const refused = await posted(first, stale);
  expect(refused.statusCode).toBe(409);
  expect(words(refused.body)).toContain('The answer you just sent was not recorded.');
  expect(words(refused.body)).toContain('Camden declined');
  expect(words(refused.body)).toContain(`${reference}-1-${camden}-2`);
  const without = Object.entries(stale).filter(([field]) => field !== 'replaces');
  expect((await posted(first, Object.fromEntries(without))).statusCode).toBe(409);
  expect(coalition.world.table.everything()).toEqual(before);
});

test('R24 the confirmation page with its form is opened fifty times and writes nothing', async () => {
  await answered(token, { answer: 'approve', upTo: '£50,000', declaration: 'yes' });
  const before = coalition.world.table.everything();
  for (let turn = 0; turn < 50; turn += 1) expect((await get(`/d/${token}`)).statusCode).toBe(200);
  expect(coalition.world.table.everything()).toEqual(before);
});

test('R1 a faulty change comes back with the whole proposal, what is recorded and what was typed', async () => {
  await answered(token, { answer: 'approve', upTo: '£50,000', declaration: 'yes' });
  const faulty = await answered(token, { answer: 'decline', comment: '' });

  expect(faulty.statusCode).toBe(422);
  expect(words(faulty.body)).toContain('Enter your reason for declining');
  expect(words(faulty.body)).toContain('Hackney approved up to £50,000.');
  expect(faulty.body).toContain('Replace Hackney’s decision');
  const mended = { ...formOf(faulty.body).values, comment: 'No room.', declaration: 'yes' };
  expect((await posted(token, mended)).statusCode).toBe(303);
});

test('R12 a higher limit that does not fit leaves the decision and its money', async () => {
  coalition = await memoryCoalition({ allocated: 5_000_000 });
  id = await coalition.submit(sample('digital-apprenticeships'));
  token = await minted('sign-off', hackney);
  await answered(token, { answer: 'approve', upTo: '£45,000', declaration: 'yes' });
  const { hold } = await coalition.request(id, hackney);
  const higher = { answer: 'approve', upTo: '£150,000', confirmed: '150000.00', declaration: 'yes' };
  const short = await posted(token, { ...formOf((await get(`/d/${token}`)).body).values, ...higher });

  expect(short.statusCode).toBe(422);
  expect(words(short.body)).toContain('more is needed');
  expect(words(short.body)).toContain('The decision that was recorded before still counts');
  expect(await coalition.request(id, hackney)).toMatchObject({ answer: { upTo: 4_500_000 }, hold });
});

test('R1 the same answer again leads back to the confirmation, and a different one shows what was recorded', async () => {
  const { values } = formOf((await get(`/d/${token}`)).body);
  const decline = { ...values, answer: 'decline', comment: 'No room in the budget.', declaration: 'yes' };

  expect((await posted(token, decline)).statusCode).toBe(303);
  expect((await posted(token, decline)).statusCode).toBe(303);
  const other = await posted(token, { ...decline, answer: 'request-changes' });

  expect(other.statusCode).toBe(409);
  expect(words(other.body)).toContain('Hackney declined');
  expect(words(other.body)).toContain('approver of Hackney');
});

test('R25 once a request is answered its other links are dead, and say who answered', async () => {
  const second = await minted('sign-off', hackney, 2);
  await answered(token, { answer: 'decline', comment: 'No room in the budget.', declaration: 'yes' });
  const page = await get(`/d/${second}`);

  expect(page.statusCode).toBe(410);
  expect(words(page.body)).toContain('approver of Hackney');
});

test('an incomplete answer brings back the form with every fault, and records nothing', async () => {
  const before = coalition.world.table.everything();
  const page = await answered(token, { answer: 'approve', upTo: '35.750', 'pledge-1': 'ten' });

  expect(page.statusCode).toBe(422);
  expect([...page.body.matchAll(/<li><a href="#([\w-]+)"/g)].map(([, field]) => field)).toEqual([
    ...['upTo', 'pledge-1', 'declaration'],
  ]);
  expect(formOf(page.body).values).toMatchObject({ answer: 'approve', upTo: '35.750', 'pledge-1': 'ten' });
  expect(coalition.world.table.everything()).toEqual(before);
});

test('R12 an approval beyond the budget shows what is left, and the officer can answer again', async () => {
  await coalition.world.budgets.allocate(hackney, '2027-28', { revenue: 1_000_000, capital: 0 });
  const approve = (upTo: string) => answered(token, { answer: 'approve', upTo, confirmed: upTo, declaration: 'yes' });
  const page = await approve('60000');

  expect(page.statusCode).toBe(422);
  expect(words(page.body)).toContain('2027-28, revenue: £36,000 is needed, £10,000 is left');
  expect((await approve('10000')).statusCode).toBe(303);
});

test('R24 a form of another revision is refused, and nothing is recorded', async () => {
  const before = coalition.world.table.everything();
  const page = await answered(token, { answer: 'approve', declaration: 'yes', revisionHash: '0'.repeat(64) });

  expect(page.statusCode).toBe(409);
  expect(coalition.world.table.everything()).toEqual(before);
});

test('R24 after a revision the old link is dead, and an answer from its page shows what changed', async () => {
  const { values } = formOf((await get(`/d/${token}`)).body);
  await coalition.revise(id, { ...sample('digital-apprenticeships'), summary: 'A smaller start' });
  const page = await posted(token, { ...values, answer: 'approve', declaration: 'yes' });

  expect((await get(`/d/${token}`)).statusCode).toBe(410);
  expect(page.statusCode).toBe(409);
  expect(words(page.body)).toContain('A smaller start');
});

test('R1 a declared interest is confirmed to the officer who declared it', async () => {
  const answer = await answered(token, { answer: 'recuse', interest: 'I am a trustee.', declaration: 'yes' });

  expect(answer.statusCode).toBe(303);
  expect(words((await get(`/d/${token}`)).body)).toContain('Interest declared I am a trustee.');
});

test('R5 an answer at the deadline is late, and its page says when the deadline was', async () => {
  const { values } = formOf((await get(`/d/${token}`)).body);
  coalition.world.clock.set((await coalition.state(id)).revision.closesAt);
  const page = await posted(token, { ...values, answer: 'decline', comment: 'Too late.', declaration: 'yes' });

  expect(page.statusCode).toBe(410);
  expect(words(page.body)).toContain('The deadline has passed');
});

test('R17 a review is recorded with its reasons, and its link shows the confirmation', async () => {
  const { requests } = await coalition.state(id);
  for (const { borough } of requests) {
    await coalition.answer(id, borough, { answer: 'approve', upTo: 6_000_000 });
  }
  const [asked] = (await coalition.state(id)).reviews;
  const link = await minted('review', asked?.borough ?? camden);
  const short = await answered(link, { answer: 'recommend', comment: 'Fine.', declaration: 'yes' });
  const answer = await answered(link, { answer: 'recommend', comment: reasons, declaration: 'yes' });

  expect(short.statusCode).toBe(422);
  expect(short.body).toContain('<a href="#comment">');
  expect(answer.statusCode).toBe(303);
  expect(words((await get(`/d/${link}`)).body)).toContain(reasons);
});

describe('R25 the tracking link', () => {
  test('shows progress only under its own address, and accepts no answer', async () => {
    const link = await minted('tracking', null);
    const page = await get(`/t/${link}`);

    expect(page.statusCode).toBe(200);
    expect(words(page.body)).toContain('None of 6 boroughs');
    expect(page.body).not.toContain('@');
    expect((await get(`/d/${link}`)).statusCode).toBe(404);
    expect((await get(`/t/${token}`)).statusCode).toBe(404);
    expect((await posted(link, { answer: 'approve' })).statusCode).toBe(404);
  });
});

describe('R27 an error', () => {
  const failing = () => ({ ...deps(), links: { get: () => Promise.reject(new Error(`no such ${token}`)) } });

  test('answers 500, and the log names the route and never the token', async () => {
    const lines: unknown[] = [];
    const error = vi.spyOn(console, 'error').mockImplementation((...line) => void lines.push(line));
    const page = await handlers.read({ ...failing(), log })(request('GET', `/d/${token}`));
    error.mockRestore();

    expect(page.statusCode).toBe(500);
    expect(page.body).not.toContain(token);
    expect(JSON.stringify(lines)).toContain('GET link');
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  test('answers 503 when the store is too busy for an answer, and logs it as such', async () => {
    const { values } = formOf((await get(`/d/${token}`)).body);
    coalition.faultOf = () => 'throttle';
    const page = await posted(token, { ...values, answer: 'decline', comment: 'No.', declaration: 'yes' });

    expect(page).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
    expect(logged).toEqual([['request-overloaded', { route: 'POST link', error: expect.any(Error) }]]);
  });

  test('is the only thing that is logged', async () => {
    await answered(token, { answer: 'decline', comment: 'No.', declaration: 'yes' });

    expect(logged).toEqual([]);
  });
});
