import type { Reader } from '../application/access/reader.ts';
import { type BenefitsDependencies, readBenefits } from '../application/reports/read-benefits.ts';
import { type ContributionsDependencies, readContributions } from '../application/reports/read-contributions.ts';
import { type PipelineDependencies, readPipeline } from '../application/reports/read-pipeline.ts';
import { type RoiDependencies, readRoi } from '../application/reports/read-roi.ts';
import type { ReportRead } from '../application/reports/visible-rows.ts';
import type { DatasetName, SnapshotRequest } from '../domain/record/snapshot.ts';
import type { Instant } from '../domain/vocabulary/calendar.ts';
import { watched } from '../reports/datasets/as-at.ts';
import { benefits } from '../reports/datasets/benefits-dataset.ts';
import { contributions } from '../reports/datasets/contributions-dataset.ts';
import type { Dataset } from '../reports/datasets/dataset.ts';
import { pipeline } from '../reports/datasets/pipeline-dataset.ts';
import { roi } from '../reports/datasets/roi-dataset.ts';
import { asSent } from '../reports/encoding/body.ts';
import { contentType, written } from '../reports/formats/format.ts';
import { BenefitsQuery, ContributionsQuery, PipelineQuery, RoiQuery } from '../schemas/wire/queries.ts';
import { type Read, read } from '../schemas/words/read.ts';

export type ReadDependencies = RoiDependencies &
  ContributionsDependencies &
  BenefitsDependencies &
  PipelineDependencies;

/** A report, part by part. `hidden` means that the filter names a borough whose rows the reader may not see. */
export type Representation =
  | {
      readonly kind: 'report';
      readonly type: string;
      readonly parts: AsyncIterable<Uint8Array>;
      /** The moment of the newest change. Only known after the last part. */
      readonly asAt: () => Instant | null;
    }
  | { readonly kind: 'hidden' };

/**
 * The report that `request` names, in the requested format. Responses and snapshots both use this function, so that
 * their bytes are the same. Throws if the filter is not valid for the report: the edge has already refused such a
 * query.
 *
 * @param eachPage called before each page of rows is used; what it throws ends the report
 */
export async function representation(
  deps: ReadDependencies,
  request: SnapshotRequest,
  eachPage: () => void = () => undefined,
): Promise<Representation> {
  return reports[request.dataset](deps, request, { reader: { borough: request.borough }, eachPage });
}

interface Reading {
  readonly reader: Reader;
  readonly eachPage: () => void;
}

type Source = (deps: ReadDependencies, request: SnapshotRequest, reading: Reading) => Promise<Representation>;

const reports = {
  roi: source(roi, (filter) => read(RoiQuery, filter), readRoi),
  contributions: source(contributions, (filter) => read(ContributionsQuery, filter), readContributions),
  benefits: source(benefits, (filter) => read(BenefitsQuery, filter), readBenefits),
  pipeline: source(pipeline, (filter) => read(PipelineQuery, filter), readPipeline),
} as const satisfies Record<DatasetName, Source>;

function source<Filter, Row extends { readonly updatedAt: Instant }>(
  dataset: Dataset<Row>,
  readFilter: (filter: SnapshotRequest['filter']) => Read<Filter>,
  readRows: (deps: ReadDependencies, filter: Filter, reader: Reader) => Promise<ReportRead<Row>>,
): Source {
  return async (deps, request, reading) => {
    const filter = readFilter(request.filter);
    if (filter.kind === 'faults') throw new Error('The filter is not valid for this report.');
    return asWritten(request, dataset, await readRows(deps, filter.value, reading.reader), reading);
  };
}

function asWritten<Row extends { readonly updatedAt: Instant }>(
  { format, filter, gzip, excel, borough }: SnapshotRequest,
  dataset: Dataset<Row>,
  found: ReportRead<Row>,
  { eachPage }: Reading,
): Representation {
  if (found.kind === 'hidden') return found;
  const { pages, asAt } = watched(noticed(found.pages, eachPage), found.beside?.changedAt);
  const oneBorough = borough !== null || filter.borough !== undefined;
  const frame = { filter, asAt, figures: found.beside?.figures, oneBorough, gzip, excel };
  return {
    kind: 'report',
    type: contentType(format),
    parts: asSent(written(format, dataset, pages, frame), gzip),
    asAt,
  };
}

async function* noticed<Row>(
  pages: AsyncIterable<readonly Row[]>,
  eachPage: () => void,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) {
    eachPage();
    yield page;
  }
}
