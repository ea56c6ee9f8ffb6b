import { describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import { aBorough, camden, hackney } from '../../support/builders/boroughs.ts';
import { gss } from '../../support/builders/ids.ts';
import { among, aSubmission } from '../../support/builders/submissions.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded } from '../../support/worlds/soundness.ts';

const gla = gss('E12000007');
const company = gss('GB-COH-01234567');
const review: Scheme['review'] = { required: 'never', minimum: 1, responseWorkingDays: 5 };
const boroughs = [
  aBorough(hackney),
  aBorough(camden),
  aBorough(gla, { kind: 'body', name: 'Greater London Authority', emailDomains: ['gla.example'], population: null }),
  aBorough(company, { kind: 'body', name: 'London Councils', emailDomains: ['councils.example'], population: 1_000 }),
];
const coalitionWithBodies = () => memoryCoalition({ boroughs, schemes: [{ name: 'standard', review }] });
const proposer = { name: 'Head of Data', email: 'data@gla.example' };

describe('partners that are not boroughs', () => {
  test('R2 a body can lead, and is funded together with a borough and an organisation with an identifier', async () => {
    const coalition = await coalitionWithBodies();
    const id = await coalition.submit(
      aSubmission({ leadBorough: gla, proposer, partners: among(gla, hackney, company) }),
    );
    expect((await coalition.state(id)).requests.map(({ borough, kind }) => [borough, kind])).toEqual([
      [hackney, undefined],
      [gla, 'body'],
      [company, 'body'],
    ]);
    await coalition.approve(id, gla, hackney, company);
    const { contributions, decision } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toMatchObject([
      { borough: hackney, amount: 3_000_000 },
      { borough: gla, amount: 3_000_000 },
      { borough: company, amount: 3_000_000 },
    ]);
    expect(decision?.reasons[0]).toBe('3 of 3 partners approved. At least 2 were needed.');
    expect(await coalition.budget(company)).toMatchObject({ held: 0, committed: 3_000_000 });
  });

  test('R19 the record number of a body’s answer has its code', async () => {
    const coalition = await coalitionWithBodies();
    const id = await coalition.submit(aSubmission({ partners: among(hackney, company) }));
    await coalition.approve(id, company);
    const { head, requests } = await coalition.state(id);
    expect(requests.find(({ borough }) => borough === company)?.answer?.record).toBe(
      `${head.reference}-1-GB-COH-01234567`,
    );
  });

  test('R10 sharing by population needs the population of each body', async () => {
    const coalition = await coalitionWithBodies();
    const by = (...partners: readonly BoroughCode[]) =>
      coalition.trySubmit(aSubmission({ partners: among(...partners), apportionment: 'population' }));
    expect(await by(hackney, company)).toMatchObject({ kind: 'submitted' });
    expect(await by(hackney, gla)).toMatchObject({
      kind: 'invalid',
      faults: [
        {
          pointer: '/partners/1',
          detail: 'Its population is not recorded, so the cost cannot be shared by population.',
        },
      ],
    });
  });
});
