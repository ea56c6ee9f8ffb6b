import { expect, test } from 'vitest';
import { isCompressed, mediaTypes, reportFormats } from '../../../functions/domain/vocabulary/report-format.ts';

test('a workbook is compressed already; every other format is text, which gzip makes smaller', () => {
  expect(reportFormats.filter(isCompressed)).toEqual(['xlsx']);
  const text = reportFormats.filter((format) => /^text\/|\/json$/.test(mediaTypes[format]));
  expect(text).toEqual(reportFormats.filter((format) => !isCompressed(format)));
  expect(mediaTypes.xlsx).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
});
