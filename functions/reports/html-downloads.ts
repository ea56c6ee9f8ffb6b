import { type Html, html } from '../web/html.ts';
import { BeyondFormat } from './beyond-format.ts';
import { csv } from './csv.ts';
import type { Dataset, Pages } from './dataset.ts';
import { encoded } from './encoded.ts';
import { type Frame, json } from './json.ts';
import { xlsx } from './xlsx.ts';

/** A format to download, with its size; or why the report cannot be had in it. */
export interface Download {
  readonly format: string;
  readonly name: string;
  readonly bytes: number | BeyondFormat;
}

type Write = <Row>(dataset: Dataset<Row>, pages: Pages<Row>, frame: Frame) => AsyncIterable<Uint8Array>;

const offered: readonly { readonly format: string; readonly name: string; readonly write: Write }[] = [
  { format: 'xlsx', name: 'Excel workbook', write: (dataset, pages, frame) => xlsx(dataset, pages, frame) },
  { format: 'csv', name: 'CSV', write: (dataset, pages) => encoded(csv(dataset, pages, { excel: false })) },
  { format: 'json', name: 'JSON', write: (dataset, pages, frame) => encoded(json(dataset, pages, frame)) },
];

/** How many times {@link downloads} reads the pages. */
export const downloadReaders = offered.length;

/** What the report comes to in every other format, written only to be counted; each takes the pages of its own. */
export function downloads<Row>(
  dataset: Dataset<Row>,
  pages: readonly Pages<Row>[],
  frame: Frame,
): Promise<readonly Download[]> {
  return Promise.all(
    offered.map(async ({ format, name, write }, index) => {
      const own = pages[index];
      if (own === undefined) throw new Error('Each format takes pages of its own');
      return { format, name, bytes: await sizeOf(write(dataset, own, frame)) };
    }),
  );
}

/** A link for each, with the filters of the page. */
export function downloadLinks(dataset: string, filter: Frame['filter'], downloads: readonly Download[]): Html {
  return html`<ul class="govuk-list">${downloads.map(({ format, name, bytes }) => {
    if (bytes instanceof BeyondFormat) return html`<li>${name}: ${bytes.message}</li>`;
    const address = `/v1/reports/${dataset}?${new URLSearchParams({ ...filter, format })}`;
    return html`<li><a class="govuk-link" href="${address}" download>Download the data (${name}, ${sizeInWords(bytes)})</a></li>`;
  })}</ul>`;
}

/**
 * A size as people read it, never below what it is.
 *
 * @example sizeInWords(12_100) // '12 KB'
 */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024_000) return `${Math.max(1, Math.ceil(bytes / 1024))} KB`;
  return `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1)} MB`;
}

async function sizeOf(parts: AsyncIterable<Uint8Array>): Promise<number | BeyondFormat> {
  let bytes = 0;
  try {
    for await (const part of parts) bytes += part.byteLength;
  } catch (error) {
    if (error instanceof BeyondFormat) return error;
    throw error;
  }
  return bytes;
}
