import { expect, test } from 'vitest';
import { answerResponse } from '../../../functions/web/link-pages.ts';
import { formOf } from '../../support/deployed/link-client.ts';
import { said } from '../markup.ts';
import * as views from '../views.ts';

const response = answerResponse(views.amountShown, '/d/x');

test('R1 an unusual amount comes back with what it means, and is not an error', () => {
  expect(response.statusCode).toBe(422);
  expect(response.body).toMatch(/<title>Check the amount: /);
  expect(said(response.body)).toContain('Nothing is recorded yet.');
  expect(said(response.body)).toContain('With a limit of £1 Camden takes part and pays £1; the others pay the rest.');
  expect(said(response.body)).toContain('If you mean £1, send the form again.');
  expect(response.body).not.toContain('govuk-error');
});

test('R1 the form keeps everything that was typed, and confirms this amount only', () => {
  expect(formOf(response.body).values).toMatchObject({ ...views.amountShown.values, confirmed: '1.00' });
});

test('R1 R26 the page that asks for a code still carries the confirmed amount', () => {
  const values = { ...views.codeAsked.values, confirmed: '1.00' };
  const { body } = answerResponse({ ...views.codeAsked, values }, '/d/x');
  expect(formOf(body).values.confirmed).toBe('1.00');
});

test('R1 a form that nobody filled in confirms nothing', () => {
  expect(formOf(answerResponse(views.wrongCode, '/d/x').body).names.has('confirmed')).toBe(false);
});
