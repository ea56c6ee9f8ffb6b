import { describe, expect, test } from 'vitest';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import type { Delivered } from '../../support/worlds/mail-room.ts';

const cheaper = (amount: number) => aSubmission({ costs: [cost(amount)] });
const renamed = aSubmission({ title: 'Damp and mould sensors' });
const flat = (mail: Delivered | undefined) => (mail?.text ?? '').replaceAll(/\s+/g, ' ');

async function approved() {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney, camden);
  return { coalition, id };
}

describe('R7 a borough that is asked again', () => {
  test('R7 reads first what it had decided, that the money is held, why it is asked again, and old against new figures', async () => {
    const { coalition, id } = await approved();
    await coalition.revise(id, aSubmission({ title: 'Damp and mould sensors', costs: [cost(9_300_000)] }));
    const record = (await coalition.request(id, camden)).setAside?.answer.record;
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({
      kind: 'sign-off',
      comparedWith: 1,
      setAside: {
        answer: { kind: 'approve', upTo: 3_750_000, record },
        by: 'approver of Camden',
        revision: 1,
        why: ['The title changed.', 'A cost line is dearer.'],
        held: 3_750_000,
        asked: { before: 3_000_000, now: 3_100_000 },
        total: { before: 9_000_000, now: 9_300_000 },
      },
    });
    const mail = flat(coalition.mails.findLast(({ to }) => to.email === 'approver@camden.example'));
    const decided = mail.indexOf('Camden approved up to £37,500 on revision 1.');
    expect(decided).toBeGreaterThan(0);
    expect(decided).toBeLessThan(mail.indexOf('asks you to decide'));
    expect(mail).toContain(`The record number is ${record}.`);
    expect(mail).toContain('£37,500 stays held in Camden’s budgets until Camden decides again');
    expect(mail).toContain('The title changed.');
    expect(mail).toContain('£30,000 in revision 1, now £31,000');
  });

  test('R7 still reads it two revisions later, compared with the revision that it answered', async () => {
    const { coalition, id } = await approved();
    await coalition.revise(id, renamed);
    await coalition.revise(id, aSubmission({ title: 'Sensors', costs: [cost(8_700_000)] }));
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({ comparedWith: 1, setAside: { revision: 1, why: ['The title changed.'] } });
    expect(page.kind === 'sign-off' && page.changes.map(({ before }) => before)).toContain('Damp sensors');
  });

  test('R7 a borough that had answered nothing reads no earlier decision', async () => {
    const { coalition, id } = await approved();
    await coalition.revise(id, renamed);
    expect(await coalition.read(coalition.link(id, newham))).toMatchObject({ setAside: null, comparedWith: 1 });
  });
});

describe('R7 a borough that is told', () => {
  test('R7 reads which revision it answered, and everything that changed since, after several revisions', async () => {
    const { coalition, id } = await approved();
    await coalition.revise(id, cheaper(8_700_000));
    await coalition.revise(id, cheaper(8_400_000));
    const mail = coalition.mails.findLast(({ message }) => message.mail === 'revision-notice');
    expect(flat(mail)).toContain('in revision 1, which has now been revised');
    expect(flat(mail)).toContain('(before: £90,000');
  });
});

describe('R7 the proposers', () => {
  const kinds = (mails: readonly Delivered[], email: string) =>
    mails.filter(({ to }) => to.email === email).map(({ message }) => message.mail);

  test('R7 the proposer and a proposer who was replaced hear of every revision and of the withdrawal', async () => {
    const { coalition, id } = await approved();
    const next = { name: 'Programme office', email: 'programme@hackney.example' };
    await coalition.revise(id, aSubmission({ proposer: next }));
    expect(kinds(coalition.mails, 'digital@hackney.example')).toEqual(['submitted', 'revised']);
    expect(kinds(coalition.mails, next.email)).toEqual(['revised']);
    const replaced = coalition.mails.find(({ to, message }) => message.mail === 'revised' && to.email !== next.email);
    expect(flat(replaced)).toContain('Programme office is now its proposer, and you are not.');
    expect(flat(replaced)).not.toContain('/t/');
    await coalition.revise(id, aSubmission({ proposer: next, costs: [cost(8_700_000)] }));
    await coalition.withdraw(id);
    await coalition.sweepFor({ days: 1 });
    for (const email of ['digital@hackney.example', next.email])
      expect(kinds(coalition.mails, email).slice(-2)).toEqual(['revised', 'outcome']);
  });

  test('R7 a proposer whose name is spelled anew is told once, and sees the progress', async () => {
    const { coalition, id } = await approved();
    const before = coalition.mails.length;
    await coalition.revise(id, aSubmission({ proposer: { name: 'Head of IT', email: 'Digital+x@hackney.example' } }));
    const told = coalition.mails.slice(before).filter(({ message }) => message.mail === 'revised');
    expect(told.map(({ to }) => to.name)).toEqual(['Head of IT']);
    expect(flat(told[0])).toContain('You are its proposer.');
    expect(flat(told[0])).toContain('/t/');
  });
});
