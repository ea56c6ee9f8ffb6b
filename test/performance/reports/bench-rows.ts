import type { RoiRow } from '../../../functions/domain/record/report-row.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import { anRoiRow } from '../../support/builders/rows.ts';

/** The row of `roi` at this index: 33 boroughs per proposal, and every row is different. */
export function rowAt(at: number): RoiRow {
  const amount = 100_000 + ((at * 7_919) % 99_000_000);
  const proposal = Math.floor(at / 33);
  return anRoiRow({
    proposal: pid(`bench-${proposal}`),
    reference: `JF-${(proposal + 1_000_000).toString(36).toUpperCase()}`,
    title: `Shared "damp" sensors, part ${proposal}`,
    boroughCode: gss(`E090000${String((at % 33) + 1).padStart(2, '0')}`),
    asked: amount,
    upTo: amount + 1,
    contribution: at % 3 === 0 ? null : amount,
    pvCosts: amount - 5,
    pvBenefits: amount + 12_345,
    npsv: 12_350 - (at % 30_000),
    bcr: (at % 30_000) / 10_000,
    actualBenefits: at % 2 === 0 ? amount : null,
  });
}
