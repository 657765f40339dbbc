import type { ExportFormat, Report } from '../../src/export/report.js';

/** What a format writes of a report, and how far it said it was at the end. */
export const written = async (
  format: ExportFormat,
  report: Report,
): Promise<{ readonly bytes: Buffer; readonly entries: number; readonly writes: number }> => {
  const parts: Uint8Array[] = [];
  let entries = 0;
  const sink = {
    write(bytes: Uint8Array | string) {
      parts.push(Buffer.from(bytes));
      return Promise.resolve();
    },
  };
  await format.write(report, sink, (rows) => {
    entries = rows;
  });
  return { bytes: Buffer.concat(parts), entries, writes: parts.length };
};
