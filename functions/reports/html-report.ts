import { inWords } from '../domain/calendar.ts';
import { page } from '../web/components/page.ts';
import { pageHeading } from '../web/components/panel.ts';
import { summaryList } from '../web/components/summary-list.ts';
import { heading, paragraph } from '../web/components/text.ts';
import { type Html, html } from '../web/html.ts';
import type { Dataset, Pages } from './dataset.ts';
import { titleOf } from './glossary.ts';
import { downloadLinks, downloadReaders, downloads } from './html-downloads.ts';
import { type HtmlTable, htmlTable } from './html-table.ts';
import type { Frame } from './json.ts';
import type { Picture, Words } from './picture.ts';
import { sharedPages } from './shared-pages.ts';
import { barChart } from './svg-bars.ts';

/**
 * The most bytes of rows on a page. Plain, they are what comes at once, less the rest of the page; as gzip, which every browser
 * takes, several times as many fit, and more would be slow to open.
 */
const mostRowBytes = { plain: 3_800_000, gzip: 16_000_000 } as const;

/** What a page needs to know beside its rows. */
export interface PageFrame extends Frame {
  /** Whether it is sent as gzip. */
  readonly gzip: boolean;
}

/**
 * A dataset as a page without scripts: a headline in words computed from the rows, charts, downloads of the other formats with
 * their sizes, and the same figures as a table with totals. Of very many rows the table shows the first, and says so; headline,
 * charts and totals are of all.
 *
 * @param most bytes of rows
 */
export async function* htmlReport<Row>(
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  frame: PageFrame,
  most: number = mostRowBytes[frame.gzip ? 'gzip' : 'plain'],
): AsyncGenerator<string> {
  const [own, ...others] = sharedPages(pages, 1 + downloadReaders);
  if (own === undefined) throw new Error('There is a reader for the page itself');
  const table = htmlTable(dataset, most);
  const picture = dataset.picture();
  const [sizes] = await Promise.all([downloads(dataset, others, frame), filled(own, table, picture)]);
  const title = titleOf(dataset.name);
  const { headline, sentences } = wordsOf(table, picture, frame);
  yield page({
    title: `${title} report`,
    main: html`${pageHeading(`${title} report`, headline)}
${sentences.length > 0 && html`<p class="govuk-body-l">${sentences.join(' ')}</p>`}
${facts(frame, table)}
${heading('Download the data')}
${downloadLinks(dataset.name, frame.filter, sizes)}
${table.counts().added > 0 && picture.charts().map(barChart)}
${data(table)}`,
  }).toString();
}

async function filled<Row>(pages: Pages<Row>, table: HtmlTable<Row>, picture: Picture<Row>): Promise<void> {
  for await (const rows of pages) {
    for (const row of rows) {
      table.add(row);
      picture.add(row);
    }
  }
}

function wordsOf<Row>(table: HtmlTable<Row>, picture: Picture<Row>, { figures }: Frame): Words {
  if (table.counts().added === 0) return { headline: 'There is nothing to report', sentences: [] };
  return picture.words(figures?.() ?? {});
}

function facts<Row>({ asAt, filter }: Frame, table: HtmlTable<Row>): Html {
  const moment = asAt();
  const filters = Object.entries(filter).map(([name, value]) => html`<li>${name}: ${value}</li>`);
  return summaryList([
    { name: 'Newest change', value: moment === null ? 'None, because there are no rows' : inWords(moment) },
    {
      name: 'Filter',
      value: filters.length === 0 ? 'None: all that your key may see' : html`<ul class="govuk-list">${filters}</ul>`,
    },
    { name: 'Rows', value: table.counts().added.toLocaleString('en-GB') },
  ]);
}

function data<Row>(table: HtmlTable<Row>): Html {
  const { added, shown } = table.counts();
  if (added === 0) {
    return html`${heading('The data')}
${paragraph('No proposal has a row here yet, or none passes the filter. Nothing is wrong: rows appear as soon as there is something to show.')}`;
  }
  const cut =
    shown < added &&
    paragraph(
      `The table shows the first ${shown.toLocaleString('en-GB')} of ${added.toLocaleString('en-GB')} rows, as many as a page can hold. Totals are of all rows, and each download holds all of them.`,
    );
  return html`${heading('The data')}
${cut}
<div class="jf-scroll" role="region" aria-labelledby="data" tabindex="0">${table.markup()}</div>`;
}
