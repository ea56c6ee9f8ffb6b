import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { page } from '../../../web/components/page.ts';
import { pageHeading } from '../../../web/components/panel.ts';
import { summaryList } from '../../../web/components/summary-list.ts';
import { heading, paragraph } from '../../../web/components/text.ts';
import { type Html, html } from '../../../web/html.ts';
import type { Dataset, Pages } from '../../datasets/dataset.ts';
import { asSent, maxBytes } from '../../encoding/body.ts';
import { encoded } from '../../encoding/encoded.ts';
import { figuresInWords } from '../../pictures/figure-words.ts';
import type { Picture, PictureScope, Words } from '../../pictures/picture.ts';
import { barChart } from '../../pictures/svg-bars.ts';
import { filterInWords } from '../../words/filter-words.ts';
import { titleOf } from '../../words/glossary.ts';
import type { Frame } from '../json/json.ts';
import { downloadLinks, offersOf } from './html-downloads.ts';
import { type HtmlTable, htmlTable } from './html-table.ts';

/**
 * The most bytes of rows on a page, before compression. Plain pages must fit in one response. Pages with gzip could
 * hold more than this, but would be slow to open.
 */
const maxRowBytes = { plain: 3_800_000, gzip: 16_000_000 } as const;

/** What a page needs beside its rows. */
export interface PageFrame extends Frame, PictureScope {
  /** Whether the page is sent as gzip. */
  readonly gzip: boolean;
}

/** Tests use smaller limits. */
export interface PageLimits {
  /** Bytes of rows before compression. */
  readonly rows?: number;
  /** Bytes of the page as it is sent. */
  readonly sent?: number;
}

/**
 * A dataset as a page without scripts: a headline and charts made from the rows, downloads of the other formats, and
 * the figures as a table with totals. A table of very many rows shows only the first and says so. Headline, charts and
 * totals always count all rows.
 */
export async function* htmlReport<Row>(
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  frame: PageFrame,
  { rows = maxRowBytes[frame.gzip ? 'gzip' : 'plain'], sent = maxBytes }: PageLimits = {},
): AsyncGenerator<string> {
  const table = htmlTable(dataset, rows);
  const picture = dataset.picture(frame);
  await filled(pages, table, picture);
  const { added, shown } = table.counts();
  const offers = offersOf(added);
  const title = titleOf(dataset.name);
  const { headline, sentences } = wordsOf(added, picture, frame);
  const complete = offers.every(({ beyond }) => beyond === null);
  yield await fitting({ shown, gzip: frame.gzip, most: sent }, (count) =>
    page({
      title: `${title} report`,
      main: html`${pageHeading(`${title} report`, headline)}
${sentences.length > 0 && html`<p class="govuk-body-l">${sentences.join(' ')}</p>`}
${facts(frame, added)}
${heading('Download the data')}
${downloadLinks(dataset.name, frame.filter, { offers, rows: added })}
${added > 0 && picture.charts().map(barChart)}
${data(dataset, table, { shown: count, complete })}`,
    }).toString(),
  );
}

async function filled<Row>(pages: Pages<Row>, table: HtmlTable<Row>, picture: Picture<Row>): Promise<void> {
  for await (const rows of pages) {
    for (const row of rows) {
      table.add(row);
      picture.add(row);
    }
  }
}

/** The compressed size of the sent page may differ by this much, because it is sent in other parts. */
const nearly = 0.99;

/** The page with as many rows as fit when compressed. Only long pages are compressed to find out. */
async function fitting(
  { shown, gzip, most }: { readonly shown: number; readonly gzip: boolean; readonly most: number },
  written: (shown: number) => string,
): Promise<string> {
  let count = shown;
  for (;;) {
    const text = written(count);
    const bytes = await sentBytes(text, gzip, most * nearly);
    if (bytes <= most * nearly || count === 0) return text;
    // A little less than in proportion, so that the second or third try fits.
    count = Math.floor(count * Math.min(0.9, (most * nearly * nearly) / bytes));
  }
}

async function sentBytes(text: string, gzip: boolean, most: number): Promise<number> {
  const plain = new TextEncoder().encode(text).byteLength;
  if (!gzip || plain <= most) return plain;
  let bytes = 0;
  for await (const part of asSent(encoded([text]), gzip)) bytes += part.byteLength;
  return bytes;
}

function wordsOf<Row>(rows: number, picture: Picture<Row>, { filter, figures }: Frame): Words {
  if (rows === 0) return { headline: nothingMatches(filter), sentences: [] };
  return picture.words(figures?.() ?? {});
}

function nothingMatches(filter: Frame['filter']): string {
  const given = filterInWords(filter);
  return given.length === 0 ? 'There are no proposals to show yet' : `No proposals match: ${given.join(', ')}`;
}

/** The figures beside the rows are shown even without rows: a median counts proposals that are not shown. */
function facts({ asAt, filter, figures }: Frame, rows: number): Html {
  const moment = asAt();
  const filters = filterInWords(filter).map((each) => html`<li>${each}</li>`);
  return summaryList([
    { name: 'Newest change', value: moment === null ? 'None, because there are no rows' : inWords(moment) },
    {
      name: 'Filter',
      value:
        filters.length === 0
          ? 'None. The report has every row that you may see'
          : html`<ul class="govuk-list">${filters}</ul>`,
    },
    { name: 'Rows', value: rows.toLocaleString('en-GB') },
    ...figuresInWords(figures?.() ?? {}),
  ]);
}

function data<Row>(
  { remarks = [] }: Dataset<Row>,
  table: HtmlTable<Row>,
  { shown, complete }: { readonly shown: number; readonly complete: boolean },
): Html {
  const { added } = table.counts();
  if (added === 0) {
    return html`${heading('The data')}
${paragraph('Rows appear here as soon as a proposal matches.')}`;
  }
  const cut =
    shown < added &&
    paragraph(
      `The table shows the first ${shown.toLocaleString('en-GB')} of ${added.toLocaleString('en-GB')} rows, because a page cannot hold more. The totals count all rows${complete ? ', and each download has all of them' : ''}.`,
    );
  return html`${heading('The data')}
${cut}
${remarks.map(({ name, text }) => paragraph(`${name}: ${text}`))}
<div class="jf-scroll" role="region" aria-labelledby="data" tabindex="0">${table.markup(shown)}</div>`;
}
