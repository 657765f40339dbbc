import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { JUNE, sampleReport } from '../../../test/support/report-samples.js';
import { written } from '../../../test/support/written.js';
import { xlsx } from './index.js';

const HOUR = 3_600_000;

/** Width of each column of a sheet, and how its paper is held. */
const paperOf = async (category: string): Promise<readonly { widths: readonly number[]; orientation: string }[]> => {
  const { bytes } = await written(xlsx, sampleReport({ entries: [{ start: JUNE, end: JUNE + HOUR, category }], targetMs: HOUR }));
  const files = unzipSync(bytes);
  return [1, 2, 3].map((nth) => {
    const xml = new TextDecoder().decode(files[`xl/worksheets/sheet${nth}.xml`]);
    const [, orientation = ''] = /orientation="(\w+)"/.exec(xml) ?? [];
    return { widths: [...xml.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width)), orientation };
  });
};

it('has room for the names of categories, and is held upright where its columns are few', async () => {
  const [entries, days, summary] = await paperOf('Work');
  expect([entries?.orientation, days?.orientation, summary?.orientation]).toEqual(['landscape', 'portrait', 'portrait']);
  const long = 'Learning, reading and preparing talks';
  const [, longDays, longSummary] = await paperOf(long);
  expect(longDays?.widths[1]).toBeGreaterThan(long.length);
  expect(longSummary?.widths[1]).toBeGreaterThan(long.length);
  expect(days?.widths[1]).toBeLessThan(longDays?.widths[1] ?? 0);
  // Nobody reads a column of a hundred letters.
  const [, , widest] = await paperOf('x'.repeat(100));
  expect(widest?.widths[1]).toBeLessThan(50);
});
