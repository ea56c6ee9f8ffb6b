import { expect, test } from 'vitest';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { expectEnded, pending } from '../../support/worlds/soundness.ts';

const wish = 'Fewer sensors.';

test("R20 everyone invited hears of a withdrawal in the proposer's words, which are not in the chain", async () => {
  const { coalition, id } = await inSignOff();
  await coalition.withdraw(id, { reason: 'The grant is gone.' });
  const { decision, round } = await expectEnded(coalition, id, 'withdrawn');
  expect(decision?.reasons).toEqual(['The proposer withdrew it: The grant is gone.']);
  expect(round?.kind).toBe('withdrawn');
  const outcomes = coalition.mails.filter(({ message }) => message.mail === 'outcome');
  expect(outcomes).toHaveLength(4);
  for (const { text } of outcomes) expect(text).toContain('The grant is gone.');
  expect(JSON.stringify(await coalition.events(id))).not.toContain('The grant is gone.');
});

test('a withdrawal in the review leaves the round as it closed', async () => {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney, camden, newham);
  await coalition.withdraw(id, { reason: 'The grant is gone.' });
  const { round, decision } = await expectEnded(coalition, id, 'withdrawn');
  expect(round).toMatchObject({ kind: 'carried', withdrawal: 'The grant is gone.' });
  expect(decision?.reasons).toEqual(['The proposer withdrew it: The grant is gone.']);
});

test('R6 a proposal that lapsed without a revision says what was asked for and that none came', async () => {
  const { coalition, id } = await inSignOff();
  await coalition.answer(id, hackney, { answer: 'request-changes' });
  await coalition.answer(id, camden, { answer: 'decline' });
  await coalition.answer(id, newham, { answer: 'decline' });
  await coalition.passDeadline(id);
  const { decision } = await expectEnded(coalition, id, 'lapsed');
  expect(decision?.reasons.at(-1)).toBe('No revision came in time.');
  expect(decision?.reasons).toContain('Hackney asked for changes.');
});

test("R17, R25 the reviewers' words are in the record but not on the tracking page", async () => {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney, camden, newham);
  await coalition.review(id, 'not-recommended', { fields: { comment: 'Nothing here is cashable at all.' } });
  await coalition.confirm(id, hackney, 'take-back');
  const { decision } = await expectEnded(coalition, id, 'not-funded');
  expect(decision?.reasons.join(' ')).toContain('does not recommend it: “Nothing here is cashable at all.”');
  const page = await coalition.read(coalition.link(id, null, 'tracking'), 'tracking');
  expect(page).toMatchObject({ kind: 'tracking', ending: 'not-funded' });
  expect(JSON.stringify(page)).not.toContain('cashable at all');
  expect(JSON.stringify(page)).not.toContain(wish);
  expect(JSON.stringify(page)).toContain('The return-on-investment review did not recommend it.');
});

test('a settlement by the sweep leaves the resume to be sent, so that no execution waits forever', async () => {
  const { coalition, id } = await inSignOff();
  // The stream gives up on the resume after three deliveries, none of which reaches Step Functions.
  coalition.executions.outage = true;
  await coalition.answer(id, hackney, { answer: 'decline' });
  coalition.executions.outage = false;
  expect(pending(coalition)).toEqual([`resume.${id}.1.sign-off`]);
  await coalition.sweepAfter({ minutes: 16 });
  await expectEnded(coalition, id, 'not-funded');
  expect(await coalition.machine.state(`${id}-1`)).toBe('succeeded');
});
