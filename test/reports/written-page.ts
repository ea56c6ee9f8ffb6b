import type { Dataset } from '../../functions/reports/datasets/dataset.ts';
import { htmlReport, type PageFrame, type PageLimits } from '../../functions/reports/formats/html/html-report.ts';
import { anRoiRow } from '../support/builders/rows.ts';
import { inPages, whole } from './rows.ts';

export const pageFrame: PageFrame = {
  filter: { decidedIn: '2026-27', status: 'funded' },
  asAt: () => anRoiRow().updatedAt,
  oneBorough: false,
  gzip: false,
};

/** The page of a report with these rows. */
export function writtenPage<Row>(
  dataset: Dataset<Row>,
  rows: readonly Row[],
  { frame = {}, limits }: { readonly frame?: Partial<PageFrame>; readonly limits?: PageLimits } = {},
): Promise<string> {
  return whole(htmlReport(dataset, inPages(rows), { ...pageFrame, ...frame }, limits));
}

export function headingOf(markup: string): string | undefined {
  return /<h1[^>]*>([^<]*)<\/h1>/.exec(markup)?.[1];
}

/** The words of each chart on the page: its title and its bars. */
export function chartsOf(markup: string): readonly { readonly title: string; readonly says: string }[] {
  return [...markup.matchAll(/<title id="[^"]*">([^<]*)<\/title>\s*<desc[^>]*>([^<]*)<\/desc>/g)].map(
    ([, title = '', says = '']) => ({ title, says }),
  );
}
