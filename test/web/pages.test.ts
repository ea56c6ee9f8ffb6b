import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { LinkView } from '../../functions/application/views/pages.ts';
import type { AnswerView } from '../../functions/web/answer-view.ts';
import { escapeText } from '../../functions/web/html.ts';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { idsOf, said, textsOf, titleOf, valuesOf } from './markup.ts';
import { hostile, placeholder, withTyped } from './typed-texts.ts';
import * as views from './views.ts';

const path = `/d/${'A'.repeat(43)}`;
const values = { revisionHash: views.signOff.revisionHash, answer: 'approve', upTo: '35.750', comment: 'As agreed' };
const shown = (view: LinkView) => viewResponse(view).body;
const answered = (result: AnswerView) => answerResponse(result, path);

const faults: Extract<AnswerView, { kind: 'faults' }> = {
  kind: 'faults',
  page: views.signOff,
  values: { ...values, interest: 'None' },
  faults: [
    { field: 'upTo', message: 'Three digits after a point could be thousands or pence' },
    { field: 'upTo', message: 'Another thing about it' },
    { field: 'declaration', message: 'Tick the declaration' },
    { field: 'conditions', message: 'A field that this page does not show' },
  ],
};
const reviewFaults: AnswerView = {
  kind: 'faults',
  page: views.review,
  values: { answer: 'recommend-with-conditions', conditions: 'Soon' },
  faults: [{ field: 'comment', message: 'Enter reasons of at least 20 characters' }],
};
const noMoney = {
  kind: 'no-money',
  page: views.signOff,
  values: { ...values, upTo: '34,090.91' },
  lacking: [{ financialYear: '2026-27', kind: 'revenue', needed: 3_000_000, available: 1_200_000 }],
} as const satisfies AnswerView;
const different: AnswerView = { kind: 'different', confirmation: views.approval };
const changed: AnswerView = {
  kind: 'changed',
  what: 'revision',
  heading: views.revised.heading,
  changes: views.revised.changes,
};

const shares: AnswerView = { ...changed, what: 'shares', changes: views.sharedAgain.changes };

const everyView: readonly LinkView[] = [
  ...[views.coded, views.codedAbove, views.codedReview],
  ...[views.signOff, views.revised, views.last, views.lead, views.review, views.approval, views.refusal, views.wish],
  ...[
    views.revoked,
    views.sharedAgain,
    views.recusal,
    views.reviewed,
    views.tracking,
    views.trackedToTheEnd,
    { kind: 'unknown' } as const,
  ],
  ...Object.values(views.deadLinks),
  ...[views.locked, views.lockedToTheEnd],
];
const notRecorded: AnswerView = { kind: 'not-recorded', page: views.signOff, values };

const everyResult: readonly AnswerView[] = [
  notRecorded,
  ...[faults, reviewFaults, noMoney, different, changed, shares, views.deadLinks.late, { kind: 'unknown' } as const],
  ...[
    views.codeAsked,
    { ...views.codeAsked, because: 'another-answer' as const },
    views.reviewCodeAsked,
    views.wrongCode,
    views.noMoreCodes,
    { ...views.locked, justNow: true },
    { ...views.lockedToTheEnd, justNow: false },
  ],
];
const everyPage: readonly (readonly [string, string])[] = [
  ...everyView.map((view) => [`${view.kind} ${'why' in view ? view.why : ''}`, shown(view)] as const),
  ...everyResult.map((result) => [`${result.kind} after an answer`, answered(result).body] as const),
];

describe('R24, R27 every page', () => {
  property.prop([hostile])('shows whatever was typed as text', (text) => {
    for (const view of everyView) {
      const harmless = shown(withTyped(view, placeholder));
      expect(shown(withTyped(view, text))).toBe(harmless.replaceAll(placeholder, () => escapeText(text)));
    }
    for (const result of everyResult) {
      const harmless = answered(withTyped(result, placeholder)).body;
      expect(answered(withTyped(result, text)).body).toBe(harmless.replaceAll(placeholder, () => escapeText(text)));
    }
  });

  test.each(everyPage)('%s has no script, no handler, and loads only its own assets', (_, markup) => {
    expect(markup).not.toMatch(/<script|<iframe|<img|<object|<style| on\w+=| style=|javascript:/i);
    expect([...valuesOf(markup, 'src'), ...valuesOf(markup, 'action')]).toEqual([]);
    expect(valuesOf(markup, 'href').every((href) => /^(?:#|\/assets\/|mailto:)/.test(href))).toBe(true);
  });

  test.each(everyPage)('%s contains no token and no hash of a link', (_, markup) => {
    expect(markup).not.toContain('A'.repeat(43));
    expect(markup).not.toContain(views.approval.answer.link ?? '');
    expect(markup).not.toContain('person-1');
  });

  test.each(everyPage)('%s has one first heading, unique ids, and no link to a missing id', (_, markup) => {
    const ids = idsOf(markup);
    const referred = [
      ...valuesOf(markup, 'href')
        .filter((href) => href.startsWith('#'))
        .map((href) => href.slice(1)),
      ...valuesOf(markup, 'for'),
      ...valuesOf(markup, 'aria-describedby').flatMap((list) => list.split(' ')),
    ];

    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('R1 the status of a response', () => {
  test.each([
    [views.signOff, 200],
    [views.review, 200],
    [views.approval, 200],
    [views.recusal, 200],
    [views.reviewed, 200],
    [views.tracking, 200],
    [views.locked, 200],
    [views.deadLinks.expired, 410],
    [{ kind: 'unknown' } as const, 404],
  ])('to opening a link', (view, status) => {
    expect(viewResponse(view).statusCode).toBe(status);
  });

  test.each([
    [faults, 422],
    [noMoney, 422],
    [views.codeAsked, 422],
    [views.wrongCode, 422],
    [{ ...views.locked, justNow: true }, 422],
    [different, 409],
    [changed, 409],
    [views.deadLinks.late, 410],
    [{ kind: 'unknown' } as const, 404],
  ])('to an answer', (result, status) => {
    expect(answered(result).statusCode).toBe(status);
  });

  test.each(['recorded', 'same-again'] as const)('an answer that is %s leads back to the same address', (kind) => {
    const response = answered({ kind });

    expect(response).toMatchObject({ statusCode: 303, body: '', headers: { location: path } });
  });
});

describe('the sign-off page', () => {
  const page = shown(views.signOff);

  test('R1 says who asks whom for what', () => {
    expect(said(page)).toContain(
      'Head of Digital, Hackney asks Approver of Camden to decide whether Camden shares the cost of £150,000.',
    );
    expect(said(page)).toContain('on behalf of Head of Service, Camden');
    expect(said(page)).toContain('Scheme of delegation, 4.2. You can approve up to £50,000.');
  });

  test('states the facts to decide on', () => {
    const words = said(page);

    expect(words).toContain('Camden’s share £27,272.73');
    expect(words).toContain(
      'Share as things are now £33,333.34 if everyone who has not answered joins, because Islington and Tower Hamlets take no part',
    );
    expect(words).toContain('Suggested limit £34,090.91 in case more boroughs do not join.');
    expect(words).toContain('Approved so far 2 of 6 boroughs: Hackney and Newham');
    expect(words).toContain('Decide by 5pm on Friday 18 December 2026 Answers after 5pm do not count.');
  });

  test('R1 says both figures in one sentence', () => {
    expect(said(page)).toContain('£27,272.73 if every borough joins, up to £34,090.91 if some do not.');
  });

  test('R1 says how many may drop out, and to the last to answer what it needs', () => {
    expect(said(page)).toContain('it can fail if even 1 of the other 2 boroughs drops out.');
    expect(said(page)).not.toContain('It needs');
    expect(said(shown(views.last))).toContain('It needs £37,500 more. If Camden approves less,');
  });

  test('R3 says which approval is too small to count', () => {
    const small = views.standings.map((each) =>
      each.name === 'Newham' ? { ...each, upTo: 100, tooSmall: true } : each,
    );
    expect(said(shown({ ...views.signOff, standings: small }))).toContain(
      'Approved up to £1. Too small to count towards the approvals needed',
    );
    expect(said(page)).not.toContain('Too small to count');
  });

  test('shows costs and benefits by year, with their sums', () => {
    expect(said(page)).toContain(
      'Financial year 2027-28 Revenue cost £77,499.50 Capital cost £12,500.50 Benefits £90,000',
    );
    expect(said(page)).toContain('All years Revenue cost £137,499.50 Capital cost £12,500.50 Benefits £300,000');
  });

  test('shows every cost line and every benefit line', () => {
    for (const { description } of [...views.signOff.costs, ...views.signOff.benefits]) {
      expect(textsOf(page)).toContain(description);
    }
    expect(textsOf(page)).toContain('Camden alone');
  });

  test('R15 shows the appraisal of the borough beside that of all, in the words of the Green Book', () => {
    const words = said(page);

    expect(words).toContain('Net present social value (NPSV)');
    expect(words).toMatch(/More than £0 means that society gains Camden −£11,000 All boroughs £76,500.26/);
    expect(words).toContain('Internal rate of return (IRR): 10.58%');
    expect(words).toContain('2 years, but later below £0 again');
    expect(words).toContain('Benefits one year late NPSV not computable: benefits would fall beyond year 125');
    expect(words).toContain('Break-even: 66 apprenticeships (target 100)');
    expect(words).toContain('Cashable benefits of £5,000 for Islington are left out, because it takes no part.');
  });

  test('R7 shows what changed, old against new, from the second revision on', () => {
    expect(said(shown(views.revised))).toContain('What changed since revision 1');
    expect(said(shown(views.revised))).toContain('Before Shared recruitment. Now Shared recruitment, one training');
    expect(said(page)).not.toContain('What changed');
  });

  test('R18 shows the pledges and asks for the borough’s own', () => {
    expect(said(page)).toContain('100 apprenticeships by 30 September 2027');
    expect(idsOf(page)).toContain('pledge-1');
    expect(idsOf(shown(views.lead))).not.toContain('pledge-1');
  });

  test('R24 preselects no answer and ticks nothing', () => {
    expect(page).not.toContain(' checked');
    expect(page).not.toContain('autofocus');
    expect(page.match(/type="radio"/g)).toHaveLength(4);
  });

  test('R1 prefills the most it can become, and no reasons', () => {
    expect(page).toMatch(/id="upTo"[^>]* value="34090.91"/);
    expect(page).toMatch(/<textarea[^>]* id="comment"[^>]*>\n<\/textarea>/);
    expect(said(page)).toContain(`“${views.signOff.prefilledReasons}”`);
  });

  test('R24 posts the hash of the revision to its own address', () => {
    expect(page).toContain(`<input type="hidden" name="revisionHash" value="${views.signOff.revisionHash}">`);
    expect(page).toContain('<form method="post" novalidate>');
  });

  test('R2 warns the lead that the proposal fails without it', () => {
    expect(said(shown(views.lead))).toContain('If it does not approve, the proposal fails for every borough.');
    expect(said(page)).not.toContain('fails for every borough');
  });
});

describe('a page with faults', () => {
  const page = answered(faults).body;

  test('is announced in the title', () => {
    expect(titleOf(page)).toMatch(/^Error: Decide for Camden: /);
    expect(titleOf(shown(views.signOff))).toMatch(/^Decide for Camden: /);
  });

  test('lists every fault at the top with a link to its field, and links faults of other fields to the first field', () => {
    const links = [...page.matchAll(/<li><a href="#([\w-]+)">([^<]*)<\/a>/g)].map(([, id, message]) => [id, message]);

    expect(links).toEqual([
      ['upTo', 'Three digits after a point could be thousands or pence'],
      ['upTo', 'Another thing about it'],
      ['declaration', 'Tick the declaration'],
      ['answer', 'A field that this page does not show'],
    ]);
  });

  test('repeats each fault at its field', () => {
    expect(page).toMatch(/id="upTo-error"[^>]*>.*Three digits.*Another thing/s);
    expect(page).toMatch(/id="upTo"[^>]* aria-describedby="upTo-hint upTo-error"/);
    expect(page).toMatch(/id="declaration"[^>]* aria-describedby="declaration-error"/);
  });

  test('keeps what was typed and chosen, and keeps emptied fields empty', () => {
    expect(page).toMatch(/id="upTo"[^>]* value="35.750"/);
    expect(page).toMatch(/value="approve" checked/);
    expect(page).toMatch(/id="interest"[^>]*>\nNone<\/textarea>/);
    expect(answered({ ...faults, values: { answer: 'approve' } }).body).toMatch(/id="upTo"[^>]* value=""/);
  });

  test('R12 says that no budget is set for a year, instead of £0', () => {
    const lacking = noMoney.lacking.map((each) => ({ ...each, financialYear: '2028-29', available: null }));
    const words = said(answered({ ...noMoney, lacking }).body);
    expect(words).toContain('2028-29, revenue: £30,000 is needed, but no budget is set for 2028-29');
  });

  test('R12 says what is left of each budget, and that nothing was recorded', () => {
    const words = said(answered(noMoney).body);

    expect(words).toContain('2026-27, revenue: £30,000 is needed, £12,000 is left');
    expect(words).toContain('Nothing was recorded.');
  });

  test('R17 keeps the conditions of a review', () => {
    expect(answered(reviewFaults).body).toMatch(/id="conditions"[^>]*>\nSoon<\/textarea>/);
  });
});

describe('the review page', () => {
  const page = shown(views.review);

  test('R17 asks for a value judgement below a BCR of 1 or an NPSV of 0', () => {
    expect(said(page)).toContain('If you recommend it, say why it is still worth doing.');
    expect(said(shown({ ...views.review, needsValueJudgement: false }))).not.toContain('worth doing.');
  });

  test('R17 offers the four answers and to declare an interest, none selected', () => {
    expect([...page.matchAll(/type="radio" value="([\w-]+)"/g)].map(([, value]) => value)).toEqual([
      ...['recommend', 'recommend-with-conditions', 'not-recommended', 'request-changes', 'recuse'],
    ]);
    expect(page).not.toContain(' checked');
    expect(idsOf(page)).toEqual(expect.arrayContaining(['conditions', 'interest']));
  });

  test('R17 shows what each borough pays, with the sum', () => {
    expect(said(page)).toContain('Hackney Contribution £85,000');
    expect(said(page)).toContain('All boroughs Contribution £150,000');
  });
});

test('R19 does not offer the address of a proposer if it was erased', () => {
  const erased = { ...views.heading, proposer: { name: 'a person whose name was erased', email: '' } };

  expect(said(shown({ ...views.signOff, heading: erased }))).toContain('Questions? Contact Hackney.');
  expect(shown({ ...views.signOff, heading: erased })).not.toContain('mailto:');
});

test('R8 the tracking page says which boroughs have no eligible approver, and says nothing if none lacks one', () => {
  expect(said(shown(views.tracking))).toContain(
    'Problem No eligible approver for Camden and no eligible approver for Newham',
  );
  expect(said(shown(views.trackedToTheEnd))).not.toContain('Problem');
});
