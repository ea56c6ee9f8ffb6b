import { describe, expect, test } from 'vitest';
import { roi } from '../../../functions/reports/datasets/roi-dataset.ts';
import { gss } from '../../support/builders/ids.ts';
import { anRoiRow } from '../../support/builders/rows.ts';
import { idsOf, said, valuesOf } from '../../web/markup.ts';
import { chartsOf, headingOf, writtenPage } from '../written-page.ts';

const camden = anRoiRow();
const hackney = anRoiRow({ boroughCode: gss('E09000012'), borough: 'Hackney', contribution: 96_425_000 });
const other = { ...hackney, reference: 'JF-AAAAAA', title: 'Apprenticeships', contribution: 50_000_000 };
const open = {
  ...camden,
  reference: 'JF-BBBBBB',
  status: 'sign-off' as const,
  ending: null,
  contribution: null,
};
const refused = {
  ...camden,
  reference: 'JF-CCCCCC',
  status: 'not-funded' as const,
  ending: 'not-funded' as const,
  contribution: 0,
};
/** What the row of a borough says if the borough takes no part in a funded proposal. */
const apart = {
  ...camden,
  ...{ reference: 'JF-DDDDDD', upTo: null, contribution: 0, pvCosts: null, pvBenefits: null, npsv: null, bcr: null },
};
const sums =
  'These figures add up present values, each in the prices of its proposal’s own base year. The BCR is the ratio of the sums.';

describe('the page of roi', () => {
  test('says in its headline what is funded, and in a sentence what the headline leaves out', async () => {
    const markup = await writtenPage(roi, [camden, hackney, other, open, refused]);
    expect(headingOf(markup)).toBe('2 boroughs pay £1.5 million for 2 funded proposals');
    expect(said(markup)).toContain(
      'Present values over the whole life: costs £105,000, benefits £90,000, NPSV −£15,000, BCR 0.8571. ' +
        `${sums} 1 proposal is still open. 1 proposal ended without being funded.`,
    );
    expect(headingOf(await writtenPage(roi, [open]))).toBe('None of these proposals is funded yet');
    expect(headingOf(await writtenPage(roi, [camden]))).toBe('1 borough pays £35,750 for 1 funded proposal');
  });

  test('mentions sums over base years only if it adds up more than one proposal', async () => {
    expect(said(await writtenPage(roi, [camden, hackney]))).not.toContain(sums);
    expect(said(await writtenPage(roi, [camden, other]))).toContain(sums);
  });

  test('says in the notes of every chart which prices and which proposals it shows', async () => {
    const markup = said(await writtenPage(roi, [camden, other]));
    const note =
      'Present values (PV) cover the whole life of proposals that are funded or still open. Each is in the prices of its proposal’s own base year.';
    expect(markup.split(note)).toHaveLength(3);
    expect(markup).toContain('The PV of costs includes optimism bias, so it is not the cash amount of the headline.');
  });

  test('never calls a small loss a gain: it shows the NPSV with a BCR of four decimals', async () => {
    const loss = { ...camden, pvCosts: 3_500_000, pvBenefits: 3_489_150, npsv: -10_850, bcr: 0.9969 };
    expect(said(await writtenPage(roi, [loss]))).toContain('NPSV −£109, BCR 0.9969.');
    const free = { ...camden, pvCosts: 0, pvBenefits: 100, npsv: 100, bcr: null };
    expect(said(await writtenPage(roi, [free]))).toContain('NPSV £1, BCR not computable: no cost.');
  });

  test('presents one borough’s share as its share, and never as the whole', async () => {
    const frame = { oneBorough: true };
    const markup = await writtenPage(roi, [camden, { ...camden, reference: 'JF-AAAAAA' }, apart, open], { frame });
    expect(headingOf(markup)).toBe('Camden’s share of 2 funded proposals is £71,500');
    expect(said(markup)).toContain(
      'Camden’s share of the present values over the whole life: costs £70,000, benefits £60,000, NPSV −£10,000, BCR 0.8571. ' +
        `${sums} Camden takes no part in 1 other funded proposal. 1 proposal is still open.`,
    );
    expect(chartsOf(markup).map(({ title }) => title)).toEqual([
      'What Camden pays and gains',
      'Camden’s share of the net present social value of each proposal (NPSV)',
    ]);
    expect(said(markup)).toContain('Benefits less costs of Camden alone.');
    expect(said(markup)).not.toContain('society gains');
    const hamlets = { ...camden, borough: 'Tower Hamlets' };
    expect(headingOf(await writtenPage(roi, [hamlets], { frame }))).toBe(
      'Tower Hamlets’ share of 1 funded proposal is £35,750',
    );
  });

  test('counts a proposal as paid for only if a row here contributes to it', async () => {
    const markup = await writtenPage(roi, [apart], { frame: { oneBorough: true } });
    expect(headingOf(markup)).toBe('Camden takes no part in 1 funded proposal');
    expect(said(markup)).not.toContain('Present values over');
    expect(chartsOf(markup)).toEqual([]);
    const all = await writtenPage(roi, [camden, apart]);
    expect(headingOf(all)).toBe('1 borough pays £35,750 for 1 funded proposal');
    expect(said(all)).toContain('None of these boroughs takes part in 1 other funded proposal.');
    expect(headingOf(await writtenPage(roi, [apart]))).toBe('None of these boroughs takes part in 1 funded proposal');
  });

  test('treats what is being settled as not funded or withdrawn as ended, and does not draw it', async () => {
    const settling = { ...camden, status: 'settling' as const };
    for (const ending of ['not-funded', 'lapsed', 'withdrawn'] as const) {
      const markup = await writtenPage(roi, [{ ...settling, ending }]);
      expect(said(markup)).toContain('1 proposal ended without being funded.');
      expect(chartsOf(markup)).toEqual([]);
    }
    for (const ending of ['funded', null] as const) {
      const markup = await writtenPage(roi, [{ ...settling, ending }]);
      expect(said(markup)).toContain('1 proposal is still open.');
      expect(chartsOf(markup)).toHaveLength(2);
    }
    const stuck = { ...camden, status: 'needs-attention' as const, ending: 'withdrawn' as const };
    expect(said(await writtenPage(roi, [stuck]))).toContain('1 proposal ended without being funded.');
  });

  test('draws present values by borough and the NPSV by proposal, and says in words what it draws', async () => {
    const markup = await writtenPage(roi, [camden, hackney, other]);
    expect(markup.match(/<svg[^>]* role="img" aria-labelledby="[\w-]+-title [\w-]+-desc"/g)).toHaveLength(2);
    expect(chartsOf(markup)).toEqual([
      {
        title: 'What each borough pays and gains',
        says: 'Hackney: PV of costs £70,000, PV of benefits £60,000; Camden: PV of costs £35,000, PV of benefits £30,000.',
      },
      {
        title: 'Net present social value of each proposal (NPSV)',
        says: 'JF-7K3M2Q Shared damp sensors: −£10,000; JF-AAAAAA Apprenticeships: −£5,000.',
      },
    ]);
    for (const id of valuesOf(markup, 'aria-labelledby').flatMap((ids) => ids.split(' '))) {
      expect(idsOf(markup)).toContain(id);
    }
  });

  test('treats a renamed borough as one, under its newest name, and two boroughs of one name as two', async () => {
    const renamed = {
      ...camden,
      reference: 'JF-AAAAAA',
      borough: 'Camden Town',
      updatedAt: '2027-01-01T00:00:00.000Z',
    } as const;
    for (const rows of [
      [camden, renamed],
      [renamed, camden],
    ]) {
      expect(chartsOf(await writtenPage(roi, rows))[0]?.says).toBe(
        'Camden Town: PV of costs £70,000, PV of benefits £60,000.',
      );
    }
    const namesake = { ...hackney, borough: 'Camden' };
    const [boroughs] = chartsOf(await writtenPage(roi, [camden, namesake]));
    expect(boroughs?.says.match(/Camden:/g)).toHaveLength(2);
  });
});
