import { describe, inject, test } from 'vitest';
import { submit } from '../support/deployed/journey.ts';
import {
  answerByLink,
  type Fields,
  filled,
  followed,
  formOf,
  openLink,
  type Page,
  postToLink,
  words,
} from '../support/deployed/link-client.ts';
import { placesOf } from '../support/deployed/secrets.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));
/** On its own line, because boroughs of tests have six digits in their names. */
const digits = /^\s*(\d{6})\s*$/m;

/** Waits for a new email with a code to this person. */
function codeFor(reference: string, to: string, known: ReadonlySet<string> = new Set()): Promise<string> {
  return eventually(`A code for ${to} about ${reference}`, async () => {
    const mails = await system.mailbox.about(reference, [to]);
    const codes = mails
      .filter(({ subject }) => /\bcode\b/i.test(subject))
      .flatMap(({ text }) => digits.exec(text)?.[1] ?? []);
    const found = codes.find((code) => !known.has(code));
    return found === undefined ? { seen: mails.map(({ subject }) => subject) } : { found };
  });
}

/** Sends the form of a page with this code. */
function typed(link: string, page: Page, code: string, more: Fields = {}): Promise<Page> {
  return postToLink(link, filled(formOf(page.html), { code, ...more }));
}

function another(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

describe.concurrent('R26 where a borough wants codes', () => {
  test('R26 an approval and a review are recorded with the emailed code, and the proposal is funded', async ({
    expect,
  }) => {
    const members = await system.coalition(2, { borough: { codeAbove: 0 } });
    const [lead, second] = members;
    const proposal = await submit(system, members);
    for (const member of [lead, second]) {
      const approver = member.address('approver');
      const link = await proposal.link(member);
      expect((await openLink(link)).html).toContain('one-time code');
      const asked = await answerByLink(link, { answer: 'approve', declaration: 'yes' });
      expect(asked.status).toBe(422);
      expect((await system.budget(member.code)).revenue).toMatchObject({ held: 0 });
      const code = await codeFor(proposal.reference, approver);
      const confirmed = await followed(link, await typed(link, asked, code));
      expect(words(confirmed.html)).toContain('approved');
    }
    const link = await Promise.any(
      [lead, second].map((member) => system.mailbox.link(proposal.reference, [member.address('reviewer')], new Set())),
    );
    const review = { answer: 'recommend', comment: 'It pays for itself within a year.', declaration: 'yes' };
    const asked = await answerByLink(link, review);
    expect(asked.status).toBe(422);
    const reviewers = [lead, second].map((member) => member.address('reviewer'));
    const code = await Promise.any(reviewers.map((to) => codeFor(proposal.reference, to)));
    await followed(link, await typed(link, asked, code));
    const funded = await proposal.until('funded');
    expect(funded.signOff.boroughs.map(({ answer }) => answer)).toEqual(['approve', 'approve']);
  });

  test('R26, R27 five wrong codes lock the request, and neither the page nor any place of the system contains a code', async ({
    expect,
  }) => {
    const members = await system.coalition(2, { borough: { codeAbove: 0 } });
    const [lead] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(lead);
    const approver = lead.address('approver');
    let page = await answerByLink(link, { answer: 'decline', comment: 'Not this year.', declaration: 'yes' });
    const code = await codeFor(proposal.reference, approver);
    const { values } = formOf(page.html);
    for (const left of [
      '4 more tries',
      '3 more tries',
      '2 more tries',
      '1 more try',
      'The request is locked until midnight',
    ]) {
      page = await postToLink(link, { ...values, code: another(code) });
      expect([page.status, words(page.html)]).toEqual([422, expect.stringContaining(left)]);
      expect(page.html).not.toContain(another(code));
    }
    for (const locked of [await postToLink(link, { ...values, code }), await openLink(link)]) {
      expect(words(locked.html)).toContain('The request is locked until midnight');
      expect(locked.html).not.toContain('<form');
    }
    await system.mailbox.mail(proposal.reference, approver, /wrong codes/);
    expect((await proposal.view()).signOff.boroughs[0]).toMatchObject({ answer: null });
    const word = new RegExp(`(?<![\\w.-])${code}(?![\\w.-])`);
    const places = await placesOf(system.aws);
    expect(places.filter(({ text }) => word.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('R26 a code is for one amount: another amount needs a new emailed code', async ({ expect }) => {
    const members = await system.coalition(2, { borough: { codeAbove: 0 } });
    const [lead] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(lead);
    const asked = await answerByLink(link, { answer: 'approve', upTo: '180', declaration: 'yes' });
    const first = await codeFor(proposal.reference, lead.address('approver'));
    const changed = await typed(link, asked, first, { upTo: '181' });
    expect(changed.status).toBe(422);
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0 });
    const second = await codeFor(proposal.reference, lead.address('approver'), new Set([first]));
    await followed(link, await typed(link, changed, second));
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 18_100 });
  });
});
