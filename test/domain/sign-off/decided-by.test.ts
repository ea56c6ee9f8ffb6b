import { expect, test } from 'vitest';
import { decidedBy, passingValuesOf, postOf, privateValuesOf } from '../../../functions/domain/sign-off/decided-by.ts';
import { aBorough, anOfficer, camden } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';

const approver = anOfficer(camden, 'approver', { post: 'Director of Finance' });
const deputy = anOfficer(camden, 'deputy');
const borough = aBorough(camden, { officers: [approver, deputy], version: 7 });

test('R19 who decided is recorded with the post, or else with role and borough', () => {
  expect(decidedBy(borough, { officer: approver, role: 'approver' }, null)).toEqual({
    name: 'approver of Camden',
    email: 'approver@camden.example',
    post: 'Director of Finance',
    officer: 'approver',
    role: 'approver',
    authority: 'Scheme of delegation of Camden, 4.2',
    onBehalfOf: null,
    boroughVersion: 7,
  });
  expect(postOf(borough, deputy, 'deputy')).toBe('Deputy, Camden');
  expect(postOf(borough, {}, 'reviewer')).toBe('Reviewer, Camden');
});

test('R19 a deputy is recorded with the approver they act for, unless the borough no longer knows the approver', () => {
  const deputed = { officer: deputy, role: 'deputy' } as const;
  expect(decidedBy(borough, deputed, approver.person).onBehalfOf).toBe('approver of Camden');
  expect(decidedBy(borough, deputed, who('left-long-ago')).onBehalfOf).toBeNull();
});

test('R19 an event seals who decided, without what nobody knows', () => {
  const values = privateValuesOf(decidedBy(borough, { officer: deputy, role: 'deputy' }, approver.person));
  expect(values).toEqual({
    name: 'deputy of Camden',
    email: 'deputy@camden.example',
    post: 'Deputy, Camden',
    officer: 'deputy',
    role: 'deputy',
    authority: 'Scheme of delegation of Camden, 4.2',
    onBehalfOf: 'approver of Camden',
  });
  expect(privateValuesOf(decidedBy(borough, { officer: deputy, role: 'deputy' }, null))).not.toHaveProperty(
    'onBehalfOf',
  );
});

test('R19 a passing on seals who held the request and who is asked next', () => {
  const next = { officer: deputy, role: 'deputy' } as const;
  expect(passingValuesOf(borough, { person: approver.person, role: 'approver' }, next)).toMatchObject({
    name: 'approver of Camden',
    post: 'Director of Finance',
    nextName: 'deputy of Camden',
    nextEmail: 'deputy@camden.example',
    nextPost: 'Deputy, Camden',
    nextOfficer: 'deputy',
    nextRole: 'deputy',
  });
  expect(passingValuesOf(borough, null, next)).not.toHaveProperty('name');
  expect(passingValuesOf(borough, { person: who('left-long-ago'), role: 'deputy' }, null)).toEqual({});
});
