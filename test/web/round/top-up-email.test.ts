import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import type { ViewOf } from '../../../functions/web/emails/view-of.ts';
import { link, topUp } from '../email-views.ts';

const { borough } = topUp;
if (borough === null) throw new Error('It goes to a borough');
const to = (changes: Partial<typeof borough>): ViewOf<'top-up'> => ({ ...topUp, borough: { ...borough, ...changes } });

describe('R5 the email about a top-up', () => {
  test('says what is missing, until when, and what the borough’s own limit would do', () => {
    const { subject, text } = renderEmail(topUp);
    expect(subject).toMatch(/^Camden: £1,250 missing, raise by 22 Dec: .* \(JF-7K3M2Q\)$/);
    expect(text).toContain('the amounts approved are £1,250 less than the cost');
    expect(text).toContain('If it is not covered by 5pm on Tuesday 22 December 2026, it does not go ahead as it is.');
    expect(text).toContain('Camden approved up to £6,250. It can raise that limit.');
    expect(text).toContain('If Camden approves up to £7,500, that is enough, and the proposal goes ahead at once.');
    expect(text).toContain('Camden then pays £7,500.');
    expect(text).toContain(link);
  });

  test('says that a borough which declined or is silent can still join', () => {
    const declined = renderEmail(to({ answer: 'decline', upTo: null })).text;
    expect(declined).toContain('Camden declined. It can still join.');
    expect(renderEmail(to({ answer: null, upTo: null })).text).toContain('Camden has not answered. It can still join.');
  });

  test('says where one borough alone is not enough, and where the officer’s own limit is too low', () => {
    expect(renderEmail(to({ enough: null })).text).toContain('Camden alone cannot make up what is missing.');
    expect(renderEmail(to({ officerLimit: 700_000 })).text).toContain(
      'Your own limit is £7,000, so you cannot approve that much.',
    );
    expect(renderEmail(to({ officerLimit: 750_000 })).text).not.toContain('Your own limit');
  });

  test('has no link where the officer may not answer, and for the proposer', () => {
    expect(renderEmail(to({ link: null })).text).not.toContain('/d/');
    const proposers = renderEmail({ ...topUp, borough: null });
    expect(proposers.subject).toMatch(/^£1,250 missing, raise by 22 Dec: /);
    expect(proposers.text).toContain('You do not need to do anything.');
  });

  test('R29 asks nothing of a borough whose approval was withdrawn', () => {
    const { text } = renderEmail(to({ answer: 'revoked', upTo: null, enough: null, link: null }));
    expect(text).toContain('Camden had its approval withdrawn by the secretariat, so it takes no part.');
  });
});
