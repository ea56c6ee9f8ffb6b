import { describe, expect, test } from 'vitest';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { answerRequest } from '../../functions/application/links/answer-request.ts';
import { isSound } from '../../functions/domain/money/budget.ts';
import { instantOf } from '../../functions/domain/vocabulary/calendar.ts';
import { aBorough } from '../support/builders/boroughs.ts';
import { who } from '../support/builders/ids.ts';
import { aHead, aRevision, codes, submission, submittedAt } from '../support/builders/records.ts';
import { aRequest } from '../support/builders/requests.ts';
import { openRaceTable, type RaceTable } from '../support/races/race-table.ts';
import { dynamoEngines } from './engines/engines.ts';

const boroughs = codes(33);
const year = '2026-27';
const total = 3_300_000;
const share = total / boroughs.length;
const answeredAt = '2026-11-24T09:00:00.000Z';

/** A proposal that asks all 33, with money for it. Returns its id and each borough's token. */
async function asked({ ports }: RaceTable) {
  const head = aHead(boroughs, { opened: true });
  const whole = aRevision(head.id, boroughs);
  const costs = [{ financialYear: year, kind: 'revenue', amount: total, description: 'Sensors', stage: 1 }] as const;
  const content = { ...whole.content, stages: [{ name: 'Whole project' }], costs, pledges: [] };
  const requests = boroughs.map((borough, index) => aRequest(borough, { lead: index === 0, asked: share }));
  const first = submission(boroughs, { revision: { ...whole, total, content }, requests }, head);
  expect(await ports.proposals.commit(first)).toEqual({ kind: 'committed' });
  const tokens = boroughs.map((borough) => systemDigests.sha256(`${head.id} ${borough}`).slice(0, 43));
  for (const [index, borough] of boroughs.entries()) {
    const hash = systemDigests.sha256(tokens[index] ?? '');
    const person = who(`approver-${borough}`);
    await Promise.all([
      ports.boroughs.put(aBorough(borough), [], null),
      ports.budgets.allocate(borough, year, { revenue: share, capital: 0 }),
      ports.links.put({
        hash,
        purpose: 'sign-off',
        proposal: head.id,
        revision: 1,
        borough,
        person,
        mintedAt: submittedAt,
      }),
    ]);
  }
  return { id: head.id, tokens };
}

/** How many times slower time runs for those who answer. */
const slower = 4;
/** Most tries per answer: two here, as in the model. With waits of 200 to 1,500 ms there are more than three. */
const maxTries = 3;

/**
 * Slowed time for those who answer, for clock and waits alike. This machine runs all 33, the engine and other tests,
 * which real seconds would measure instead.
 */
function slowTime({ deps }: RaceTable) {
  const started = performance.now();
  const passed = (): number => (performance.now() - started) / slower;
  return {
    clock: { now: () => instantOf(Date.parse(answeredAt) + passed()) },
    pause: { wait: (milliseconds: number) => deps.pause.wait(milliseconds * slower) },
  };
}

describe.each(dynamoEngines())('33 boroughs that answer at the same moment, on $name', ({ at }) => {
  test('are all recorded, once, and nobody is told to try again', { timeout: 240_000 }, async () => {
    const table = await openRaceTable(at);
    const { id, tokens } = await asked(table);
    const upTo = `${share / 100}.00`;
    const form = { answer: 'approve', upTo, declaration: 'yes', revisionHash: 'b'.repeat(64), confirmed: upTo };
    const results = await Promise.all(
      tokens.map((token) => answerRequest({ ...table.deps, ...slowTime(table) }, token, form, answeredAt)),
    );
    expect(results.map(({ kind }) => kind)).toEqual(boroughs.map(() => 'recorded'));
    // The test is about answers that meet.
    expect(table.tally.again.stale).toBeGreaterThan(0);
    expect(table.tally.retries).toBeLessThan((maxTries - 1) * boroughs.length);
    const state = await table.ports.proposals.load(id);
    expect(state?.round?.kind).toBe('carried');
    const events = await table.ports.proposals.events(id, 0, 100);
    const answered = events.flatMap((event) => (event.type === 'answered' ? [event.data.borough] : []));
    expect(answered.toSorted()).toEqual(boroughs);
    const keys = boroughs.map((borough) => ({ borough, financialYear: year, kind: 'revenue' }) as const);
    const budgets = await table.ports.budgets.of(keys);
    expect(budgets.filter((budget) => isSound(budget) && budget.held === share)).toHaveLength(boroughs.length);
  });
});
