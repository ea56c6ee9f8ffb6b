import { csv } from './csv.ts';
import type { Dataset, Pages } from './dataset.ts';
import { type Frame, json } from './json.ts';

/** The formats that are offered, with the media type of each. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
} as const;

export type Format = keyof typeof mediaTypes;

/** Whether a format that somebody asks for by name is offered. */
export function isOffered(name: string): name is Format {
  return Object.hasOwn(mediaTypes, name);
}

/** The format of a media type, which may lack the charset; undefined where none has it. */
export function formatOf(mediaType: string): Format | undefined {
  const offered = Object.keys(mediaTypes).filter(isOffered);
  return offered.find((format) => mediaTypes[format].split(';')[0] === mediaType);
}

/** A dataset in one of the formats, text by text. */
export function written<Row>(
  format: Format,
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  options: Frame & { readonly excel: boolean },
): AsyncGenerator<string> {
  return format === 'csv' ? csv(dataset, pages, options) : json(dataset, pages, options);
}
