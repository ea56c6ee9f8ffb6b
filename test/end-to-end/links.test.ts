import { randomBytes } from 'node:crypto';
import { describe, inject, test } from 'vitest';
import { submit } from '../support/deployed/journey.ts';
import {
  answerByLink,
  filled,
  formOf,
  openLink,
  peekAtLink,
  postToLink,
  words,
} from '../support/deployed/link-client.ts';
import { linksIn } from '../support/deployed/mail-reader.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));

describe.concurrent('A link that was used', () => {
  test('R1 accepts the same answer again, and tells a different one what was recorded, when and by whom', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(lead);
    const form = formOf((await openLink(link)).html);
    const fields = filled(form, { answer: 'approve', upTo: '£150.00', comment: 'It is time.', declaration: 'yes' });
    for (const sent of [fields, fields, { ...fields, upTo: '150' }]) {
      const answer = await postToLink(link, sent);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, new URL(link).pathname]);
    }
    const different = [
      { ...fields, upTo: '151' },
      { ...fields, answer: 'decline' },
      { ...fields, comment: 'Another reason.' },
    ];
    const { answeredAt } = (await proposal.view()).signOff.boroughs[0] ?? {};
    for (const sent of different) {
      const refused = await postToLink(link, sent);
      expect(refused.status).toBe(409);
      expect(words(refused.html)).toContain('approved up to £150');
      expect(words(refused.html)).toContain(`Approver of ${lead.name}`);
    }
    expect((await proposal.view()).signOff.boroughs[0]).toMatchObject({ answer: 'approve', upTo: 15_000, answeredAt });
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 15_000, available: 49_985_000 });
    expect(words((await openLink(link)).html)).toContain('approved up to £150');
  });

  test('R1 replaces the decision from its confirmation page, and a second page cannot overwrite it', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    const { link } = await proposal.approve(second, '160');
    const form = formOf((await openLink(link)).html);
    const decline = filled(form, { answer: 'decline', comment: 'A spending stop.', declaration: 'yes' });
    expect((await postToLink(link, decline)).status).toBe(303);
    expect(words((await openLink(link)).html)).toContain('declined');
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });

    const stale = await postToLink(link, filled(form, { answer: 'approve', upTo: '170', declaration: 'yes' }));
    expect([stale.status, words(stale.html)]).toEqual([409, expect.stringContaining('declined')]);
    const record = `${proposal.reference}-1-${second.code}`;
    expect((await proposal.view()).signOff.boroughs[1]).toMatchObject({
      ...{ answer: 'decline', record: `${record}-2`, replaces: record },
    });
    const told = await system.mailbox.mail(proposal.reference, lead.address('approver'), /changed its decision/);
    expect(told.text).toContain('approved up to £160');
    await proposal.withdraw();
    await proposal.until('withdrawn');
  });

  test('R5 refuses a first answer after the close: 410, and nothing changes', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(second);
    const form = formOf((await openLink(link)).html);
    await proposal.decline(lead);
    await proposal.until('not-funded');
    expect((await openLink(link)).status).toBe(410);
    const late = await postToLink(link, filled(form, { answer: 'approve', declaration: 'yes' }));
    expect(late.status).toBe(410);
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
    expect((await proposal.view()).signOff.boroughs[1]).toMatchObject({ borough: second.code, answer: null });
  });
});

describe.concurrent('The answer page', () => {
  test('R1 a declared interest passes the request on to the deputy, and the record keeps both', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    const interest = 'My sister owns the supplier.';
    const recused = await proposal.answer(second, { answer: 'recuse', interest });
    expect(words(recused.page.html)).toContain('declared an interest');
    const deputy = await proposal.link(second, 'deputy');
    const form = formOf((await openLink(deputy)).html);
    const again = { ...form.values, answer: 'recuse', interest, declaration: 'yes' };
    expect((await postToLink(recused.link, again)).status).toBe(303);
    expect((await postToLink(recused.link, { ...again, answer: 'approve' })).status).toBe(409);
    await postToLink(deputy, filled(form, { answer: 'approve', declaration: 'yes' }));
    await proposal.approve(lead);
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.signOff.boroughs[1]).toMatchObject({ answer: 'approve', answeredBy: `Deputy of ${second.name}` });
    const mails = await system.mailbox.about(proposal.reference);
    expect(mails.filter(({ text, html }) => `${text}${html}`.includes(interest))).toEqual([]);
  });

  test('R1, R24 shows every fault of a form, keeps what was typed, and records nothing', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(lead);
    const page = await openLink(link);
    const untouched = formOf(page.html).values;
    expect(untouched).toMatchObject({ upTo: '187.50', revisionHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(untouched).not.toHaveProperty('answer');
    expect(untouched).not.toHaveProperty('declaration');
    expect(words(page.html)).toContain(
      '£150 if every invited borough joins Suggested limit £187.50 in case some boroughs do not join.',
    );
    const faulty: readonly [Readonly<Record<string, string>>, readonly string[]][] = [
      [{}, ['Select your answer', 'Tick the box to confirm']],
      [{ answer: 'approve', upTo: '12,34' }, ['Tick the box to confirm']],
      [{ answer: 'approve', upTo: '300.01', declaration: 'yes' }, ['at most £300, the total cost']],
      [{ answer: 'approve', upTo: '0', declaration: 'yes' }, ['at least 1p']],
      [{ answer: 'decline', declaration: 'yes' }, ['Enter your reason for declining']],
      [{ answer: 'request-changes', declaration: 'yes' }, ['Enter the changes you ask for']],
      [{ answer: 'recuse', declaration: 'yes' }, ['Enter the interest you are declaring']],
      [
        { answer: 'decline', comment: 'A \u202E trick', declaration: 'yes' },
        ['characters that change the direction of writing'],
      ],
      [{ answer: 'decline', comment: 'x'.repeat(4_001), declaration: 'yes' }, ['at most 4000 characters']],
    ];
    for (const [fields, messages] of faulty) {
      const refused = await postToLink(link, { ...untouched, ...fields });
      expect([refused.status, refused.html]).toEqual([422, expect.stringMatching(/<title>Error: /)]);
      for (const message of messages) expect(words(refused.html)).toContain(message);
      expect(formOf(refused.html).values).toMatchObject(fields);
    }
    expect((await proposal.view()).signOff.boroughs[0]).toMatchObject({ answer: null });
    expect((await openLink(link)).status).toBe(200);
  });

  test('R24, R25 accepts only its own form from its own site, and reveals its address to nobody', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead] = members;
    const proposal = await submit(system, members);
    const link = await proposal.link(lead);
    const { html, headers } = await openLink(link);
    const fields = filled(formOf(html), { answer: 'approve', declaration: 'yes' });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const encoded = new URLSearchParams(fields).toString();
    const refused = await Promise.all([
      postToLink(link, fields, { ...form, 'sec-fetch-site': 'cross-site' }),
      postToLink(link, JSON.stringify(fields), { 'content-type': 'application/json' }),
      postToLink(link, `${encoded}&amount=1`, form),
      postToLink(link, `${encoded}&answer=decline`, form),
      postToLink(link, `${encoded}&comment=%FF`, form),
      postToLink(link, { ...fields, comment: 'x'.repeat(70_000) }),
      postToLink(link, { ...fields, revisionHash: '0'.repeat(64) }),
      postToLink(link, { ...fields, revisionHash: '' }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 415, 400, 400, 400, 413, 409, 409]);
    expect((await proposal.view()).signOff.boroughs[0]).toMatchObject({ answer: null });
    const always = {
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'strict-transport-security': expect.stringContaining('max-age='),
    };
    for (const seen of [headers, ...refused.map((page) => page.headers)]) {
      expect(Object.fromEntries(seen)).toMatchObject(always);
    }
    const elsewhere = [...html.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(elsewhere.filter((address) => !/^(?:\/|#|mailto:)/.test(address))).toEqual([]);
    expect(html).not.toContain('<script');
  });
});

describe.concurrent('A link that is none', () => {
  test('R25 shows one neutral page, the same bytes for every token', async ({ expect }) => {
    const forged = Array.from({ length: 3 }, () => `/d/${randomBytes(32).toString('base64url')}`);
    const paths = [...forged, '/d/short', `/t/${randomBytes(32).toString('base64url')}`];
    const pages = await Promise.all(paths.map((path) => openLink(system.baseUrl + path)));
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    const posted = await Promise.all(forged.map((path) => postToLink(system.baseUrl + path, { answer: 'approve' })));
    expect(new Set(posted.map(({ status, html }) => `${status} ${html}`))).toEqual(new Set([`404 ${pages[0]?.html}`]));
    const peeked = await peekAtLink(system.baseUrl + (forged[0] ?? ''));
    expect([peeked.status, peeked.html]).toEqual([404, '']);
  });

  test('R25 a tracking link only reads, and shows no comment and no address', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    const mail = await system.mailbox.mail(proposal.reference, lead.address('housing'), /^Submitted/);
    const [link = ''] = linksIn(mail, 't');
    expect(linksIn(mail, 'd')).toEqual([]);
    await proposal.answer(second, { answer: 'decline', comment: 'A comment for the record only.' });
    const page = await openLink(link);
    expect(page.status).toBe(200);
    expect(words(page.html)).toContain(second.name);
    expect(page.html).not.toContain('A comment for the record only.');
    expect(page.html).not.toContain('@');
    expect(page.html).not.toContain('<form');
    expect((await openLink(link.replace('/t/', '/d/'))).status).toBe(404);
    const answer = await proposal.link(lead);
    expect((await openLink(answer.replace('/d/', '/t/'))).status).toBe(404);
    await expect(answerByLink(link, { answer: 'approve' })).rejects.toThrow('Expected one form');
  });
});
