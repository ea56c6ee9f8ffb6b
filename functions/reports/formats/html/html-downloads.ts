import type { ReportFormat } from '../../../domain/vocabulary/report-format.ts';
import { type Html, html } from '../../../web/html.ts';
import { maxBytes } from '../../encoding/body.ts';
import type { Frame } from '../json/json.ts';
import { beyondSheet } from '../xlsx/xlsx-data-sheet.ts';

type DownloadFormat = Exclude<ReportFormat, 'html'>;

/** In the order in which the page offers them. */
const names = {
  xlsx: 'Excel workbook',
  csv: 'CSV',
  json: 'JSON',
} as const satisfies Record<DownloadFormat, string>;
const formats = Object.keys(names) as readonly DownloadFormat[];

/** A download of all rows. `beyond` says why its format cannot hold them; null means that it can. */
interface Offer {
  readonly format: DownloadFormat;
  readonly beyond: string | null;
}

/** Every other format of a report with this many rows. */
export function offersOf(rows: number): readonly Offer[] {
  return formats.map((format) => ({
    format,
    beyond: format === 'xlsx' ? (beyondSheet(rows)?.message ?? null) : null,
  }));
}

/**
 * A link for each format that can hold the report, with the filters of the page; for other formats, the reason. The
 * size is only known once the download is written, so the text below the links says what happens to a large one.
 */
export function downloadLinks(
  dataset: string,
  filter: Frame['filter'],
  { offers, rows }: { readonly offers: readonly Offer[]; readonly rows: number },
): Html {
  const links = offers.map(({ format, beyond }) => {
    if (beyond !== null) return html`<li>${names[format]}: ${beyond}</li>`;
    const address = `/v1/reports/${dataset}?${new URLSearchParams({ ...filter, format })}`;
    return html`<li><a class="govuk-link" href="${address}" download>Download the data (${names[format]}, ${rowsInWords(rows)})</a></li>`;
  });
  return html`<ul class="govuk-list">${links}</ul>
<p class="govuk-body">${large}</p>`;
}

const large = `A download of more than ${maxBytes / 1024 / 1024} MB is prepared as a file first. If the file is not ready yet, the response says when to ask again.`;

function rowsInWords(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-GB')} rows`;
}
