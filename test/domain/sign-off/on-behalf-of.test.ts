import { expect, test } from 'vitest';
import { mayAnswer, nextOfficer, type Routing, sameAddress } from '../../../functions/domain/sign-off/officers.ts';
import { who } from '../../support/builders/ids.ts';
import { borough, officer } from './rounds.ts';

const routing: Routing = {
  role: 'approver',
  askedShare: 100,
  on: '2026-12-10',
  authors: [],
  recused: [],
  answered: [],
  addresses: new Map(),
};
const absences = [{ from: '2026-12-09', to: '2026-12-11' }] as const;
const deputy = officer('deputy', { roles: ['deputy'] });

test('R9 an approver acts in their own name, even while another is absent', () => {
  const camden = borough([officer('away', { absences }), officer('here')]);
  expect(nextOfficer(camden, routing)).toMatchObject({ officer: { id: 'here' }, onBehalfOf: null });
  const verdict = mayAnswer(camden, who('person-here'), routing);
  expect(verdict).toMatchObject({ kind: 'ok', eligible: { role: 'approver', onBehalfOf: null } });
});

test('R9 a deputy acts for an absent approver who could have approved the share, and for nobody else', () => {
  const others = [
    officer('other-deputy', { roles: ['deputy'], absences }),
    officer('reviewer', { roles: ['reviewer'], absences }),
    officer('low-limit', { limit: 99, absences }),
  ];
  const approver = officer('approver', { absences });
  const absent = borough([...others, approver, deputy]);
  expect(nextOfficer(absent, routing)).toMatchObject({ role: 'deputy', onBehalfOf: 'person-approver' });
  expect(nextOfficer(borough([...others, deputy]), routing)).toMatchObject({ role: 'deputy', onBehalfOf: null });
});

test('R8 a text that is not an address is compared unchanged', () => {
  expect(sameAddress('a+cb', 'ab')).toBe(false);
  expect(sameAddress(' A ', 'a')).toBe(true);
});
