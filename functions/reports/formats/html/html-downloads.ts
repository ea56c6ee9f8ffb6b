import { isCompressed, type ReportFormat } from '../../../domain/vocabulary/report-format.ts';
import { type Html, html } from '../../../web/html.ts';
import type { Dataset, Pages } from '../../datasets/dataset.ts';
import { asSent, maxBytes } from '../../encoding/body.ts';
import { encoded } from '../../encoding/encoded.ts';
import { csv } from '../csv/csv.ts';
import { type Frame, json } from '../json/json.ts';
import { xlsx } from '../xlsx/xlsx.ts';
import { beyondSheet } from '../xlsx/xlsx-data-sheet.ts';

/**
 * The most rows that are written in every other format only to be counted. Up to these, sizes are exact; of more rows the first
 * ones are counted, and sizes are "about". So a page of a hundred thousand rows costs no more than one of these, whether it is
 * sent or only asked after (HEAD, 304: its ETag is of its bytes, and they say the sizes).
 */
export const maxCountedRows = 5_000;

/** How much more than reckoned a report of more rows may come to: later rows may be longer than the first. */
const margin = 1.2;

/** What the first rows of a report come to in a format. */
export interface Download {
  readonly format: DownloadFormat;
  readonly rows: number;
  /** Bytes of the file. */
  readonly file: number;
  /** Bytes as they are sent. */
  readonly sent: number;
}

type DownloadFormat = Exclude<ReportFormat, 'html'>;
type Write = <Row>(dataset: Dataset<Row>, pages: Pages<Row>, frame: Frame) => AsyncIterable<Uint8Array>;

/** In the order in which they are offered. */
const offered = {
  xlsx: { name: 'Excel workbook', write: (dataset, pages, frame) => xlsx(dataset, pages, frame) },
  csv: { name: 'CSV', write: (dataset, pages) => encoded(csv(dataset, pages, { excel: false })) },
  json: { name: 'JSON', write: (dataset, pages, frame) => encoded(json(dataset, pages, frame)) },
} as const satisfies Record<DownloadFormat, { readonly name: string; readonly write: Write }>;
const formats = Object.keys(offered) as readonly DownloadFormat[];

/** How many times {@link downloads} reads the pages. */
export const downloadReaders = formats.length;

/**
 * What the first {@link maxCountedRows} rows come to in every other format; each takes the pages of its own.
 *
 * @param gzip whether texts are sent compressed to who asks for the page, and so for its downloads
 */
export function downloads<Row>(
  dataset: Dataset<Row>,
  pages: readonly Pages<Row>[],
  { gzip, ...frame }: Frame & { readonly gzip: boolean },
): Promise<readonly Download[]> {
  return Promise.all(
    formats.map(async (format, index) => {
      const own = pages[index];
      if (own === undefined) throw new Error('Each format takes pages of its own');
      const first = firstRows(own, maxCountedRows);
      const write: Write = offered[format].write;
      const sizes = await sizesOf(write(dataset, first.pages, frame), gzip && !isCompressed(format));
      return { format, rows: first.rows(), ...sizes };
    }),
  );
}

/** A download of all rows. */
interface Offer {
  readonly format: DownloadFormat;
  /** Of the file, in words. */
  readonly size: string;
  /** It is, or may be, more than comes at once, and is then prepared as a file. */
  readonly prepared: 'no' | 'surely' | 'maybe';
  /** Why the format cannot hold it; null: it can. */
  readonly beyond: string | null;
}

/** What each download comes to where the report has `rows` rows, and whether it comes at once. */
export function offersOf(downloads: readonly Download[], rows: number): readonly Offer[] {
  return downloads.map(({ format, rows: counted, file, sent }) => {
    const all = counted === rows;
    const times = all ? 1 : rows / counted;
    const size = `${all ? '' : 'about '}${sizeInWords(file * times)}`;
    const large = sent * times * (all ? 1 : margin) > maxBytes;
    const prepared = large ? (all ? 'surely' : 'maybe') : 'no';
    const beyond = format === 'xlsx' ? (beyondSheet(rows)?.message ?? null) : null;
    return { format, size, prepared, beyond };
  });
}

/** A link for each that its format can hold, with the filters of the page; of another one why it cannot. */
export function downloadLinks(dataset: string, filter: Frame['filter'], offers: readonly Offer[]): Html {
  return html`<ul class="govuk-list">${offers.map(({ format, size, prepared, beyond }) => {
    const { name } = offered[format];
    if (beyond !== null) return html`<li>${name}: ${beyond}</li>`;
    const address = `/v1/reports/${dataset}?${new URLSearchParams({ ...filter, format })}`;
    return html`<li><a class="govuk-link" href="${address}" download>Download the data (${name}, ${size})</a>${preparation[prepared]}</li>`;
  })}</ul>`;
}

const preparation = {
  no: '',
  surely: ', prepared as a file: where none is ready yet, the answer says when to ask again',
  maybe: ', which may have to be prepared as a file: where none is ready yet, the answer says when to ask again',
} as const satisfies Record<Offer['prepared'], string>;

/**
 * A size as people read it, never below what it is.
 *
 * @example sizeInWords(12_100) // '12 KB'
 */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024_000) return `${Math.max(1, Math.ceil(bytes / 1024))} KB`;
  return `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1)} MB`;
}

/** The pages up to so many rows; where there are no more, they are read to their end. */
function firstRows<Row>(pages: Pages<Row>, most: number): { readonly pages: Pages<Row>; readonly rows: () => number } {
  let taken = 0;
  async function* first(): AsyncGenerator<readonly Row[]> {
    for await (const page of pages) {
      const fitting = page.slice(0, most - taken);
      taken += fitting.length;
      yield fitting;
      if (fitting.length < page.length) return;
    }
  }
  return { pages: first(), rows: () => taken };
}

async function sizesOf(
  parts: AsyncIterable<Uint8Array>,
  gzip: boolean,
): Promise<{ readonly file: number; readonly sent: number }> {
  let [file, sent] = [0, 0];
  async function* counting(): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      file += part.byteLength;
      yield part;
    }
  }
  for await (const part of asSent(counting(), gzip)) sent += part.byteLength;
  return { file, sent };
}
