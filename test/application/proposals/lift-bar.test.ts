import { describe, expect, test } from 'vitest';
import { liftBar } from '../../../functions/application/proposals/lift-bar.ts';
import { aBorough, anOfficer, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

/** Camden's approver is named as the holder of the key that sent the proposal. */
async function barred() {
  const coalition = await memoryCoalition();
  const id = await coalition.submit(aSubmission(), { holder: 'Approver+key@camden.example' });
  const lift = (more: { readonly officer?: string; readonly id?: typeof id } = {}) =>
    liftBar(coalition.deps, {
      ...{ id, borough: camden, officer: 'approver', reason: 'The key was lent.' },
      ...{ by: { name: 'Secretariat', holder: null }, at: coalition.now, reply: null, ...more },
    });
  return { coalition, id, lift };
}

describe('R8 an officer whom a submission bars', () => {
  test('R8 is told so, with a way to say to the secretariat and the lead that it is wrong', async () => {
    const { coalition, id } = await barred();
    const mails = coalition.mails.filter(({ message }) => message.mail === 'barred');
    expect(mails.map(({ to }) => to.email)).toEqual(['approver@camden.example']);
    const text = mails[0]?.text.replaceAll(/\s+/g, ' ') ?? '';
    expect(text).toContain('was sent with a key that names you as its holder');
    expect(text).toContain('digital@hackney.example');
    expect(text).toContain('You cannot decide until the secretariat lifts this on the record.');
    expect((await coalition.request(id, camden)).passedOver).toEqual([
      'An approver of Camden was passed over, because the proposal names this officer as its proposer, or was sent with this officer’s key.',
    ]);
    const page = await coalition.read(coalition.link(id, null, 'tracking'), 'tracking');
    expect(page.kind === 'tracking' && page.obstacles.join()).toContain('An approver of Camden was passed over');
  });

  test('R8 is not told where nobody is barred, and nobody is passed over', async () => {
    const coalition = await memoryCoalition();
    const id = await coalition.submit(aSubmission());
    expect(coalition.mails.filter(({ message }) => message.mail === 'barred')).toEqual([]);
    expect((await coalition.request(id, camden)).passedOver).toBeUndefined();
  });

  test('R8 may decide again once the secretariat lifts the bar, with its reason on the record', async () => {
    const { coalition, id, lift } = await barred();
    expect((await lift())?.kind).toBe('lifted');
    const event = (await coalition.events(id)).at(-1);
    expect(event).toMatchObject({
      type: 'bar-lifted',
      data: { borough: camden, person: who(`approver-${camden}`), sealed: { reason: {} } },
    });
    expect((await coalition.state(id)).head.authors).toHaveLength(1);
    expect(await lift()).toEqual({ kind: 'not-barred' });
    await expectSound(coalition);
  });

  test('R8 is not looked for while a revision is awaited', async () => {
    const { coalition, id, lift } = await barred();
    for (const borough of [hackney, newham, camden]) {
      await coalition.answer(id, borough, { answer: 'request-changes' });
    }
    const { status, closesAt } = (await coalition.state(id)).head;
    expect(status).toBe('changes-requested');
    await lift();
    expect((await coalition.state(id)).head.due).toBe(closesAt);
  });

  test('R8 is asked once the bar is lifted, where nobody else could be', async () => {
    const only = aBorough(camden, { officers: [anOfficer(camden, 'approver', { roles: ['approver'] })] });
    const boroughs = everyBorough.map((code) => (code === camden ? only : aBorough(code)));
    const coalition = await memoryCoalition({ boroughs });
    const id = await coalition.submit(aSubmission(), { holder: only.officers[0]?.email ?? '' });
    expect((await coalition.request(id, camden)).asks).toEqual([]);
    const by = { name: 'Secretariat', holder: null };
    const lifted = { id, borough: camden, officer: 'approver', reason: 'Wrong.', by, at: coalition.now, reply: null };
    await liftBar(coalition.deps, lifted);
    await coalition.sweep();
    expect((await coalition.request(id, camden)).asks).toMatchObject([{ passedOn: null }]);
  });

  test('R8 another officer, an unknown one and an unknown proposal are refused, and so is one whose outcome is fixed', async () => {
    const { coalition, id, lift } = await barred();
    expect(await lift({ officer: 'deputy' })).toEqual({ kind: 'not-barred' });
    expect(await lift({ officer: 'nobody' })).toEqual({ kind: 'not-barred' });
    expect(await lift({ id: pid('none') })).toBeUndefined();
    await coalition.withdraw(id);
    expect((await lift())?.kind).toBe('outcome-fixed');
  });
});

test('R8 a revision that names the officer again bars again', async () => {
  const { coalition, id, lift } = await barred();
  await lift();
  await coalition.approve(id, hackney, newham);
  await coalition.revise(id, aSubmission({ title: 'Sensors' }), 'approver@camden.example');
  expect(coalition.mails.filter(({ message }) => message.mail === 'barred')).toHaveLength(2);
});
