import { expect, test } from 'vitest';
import type { Routing } from '../../../functions/domain/sign-off/officers.ts';
import { barredOfficers, whyPassedOver } from '../../../functions/domain/sign-off/passed-over.ts';
import { who } from '../../support/builders/ids.ts';
import { borough, officer } from './rounds.ts';

const routing = (more: Partial<Routing> = {}): Routing => ({
  ...{ role: 'approver', askedShare: 1_000, on: '2026-12-10', authors: [], recused: [], answered: [] },
  ...{ addresses: new Map(), ...more },
});
const low = officer('low', { limit: 999, email: 'low@camden.example' });
const away = officer('away', { absences: [{ from: '2026-12-10', to: '2026-12-10' }], email: 'away@camden.example' });
const author = officer('author', { email: 'author@camden.example' });
const recused = officer('recused', { email: 'recused@camden.example' });
const deputy = officer('deputy', { roles: ['deputy'], email: 'deputy@camden.example' });
const facts = routing({ authors: ['Author+x@camden.example'], recused: [recused.person] });

test('R8 each officer before the one who is asked is passed over for a reason in plain words', () => {
  const reasons = [
    'An approver of Camden was passed over, because a limit of £9.99 is below the share of £10.',
    'An approver of Camden was passed over, because this officer is recorded as absent.',
    'An approver of Camden was passed over, because the proposal names this officer as its proposer, or was sent with this officer’s key.',
    'An approver of Camden was passed over, because this officer declared an interest.',
  ];
  const officers = [low, away, author, recused];
  expect(whyPassedOver(borough([...officers, deputy]), facts)).toEqual(reasons);
  expect(whyPassedOver(borough(officers), facts)).toEqual(reasons);
});

test('R8 nobody is passed over where the first officer is asked, whoever comes after', () => {
  expect(whyPassedOver(borough([officer('first'), low, away]), facts)).toEqual([]);
});

test('R8 a barred officer is one who could decide or review, once per person', () => {
  const authors = ['author@camden.example', 'finance@camden.example'];
  const finance = officer('finance', { roles: ['finance'], email: 'finance@camden.example' });
  const twice = officer('again', { roles: ['reviewer'], email: 'author@camden.example', person: author.person });
  expect(barredOfficers(borough([author, twice, finance, low]), { authors }).map(({ person }) => person)).toEqual([
    who('person-author'),
  ]);
});
