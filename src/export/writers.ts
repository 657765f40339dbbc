import type { FormatName } from './formats.js';
import type { ExportFormat } from './report.js';

/** What writes files of each format, loaded when one is wanted: some of it is large. */
export const WRITERS: Readonly<Record<FormatName, () => Promise<ExportFormat>>> = {
  csv: async () => (await import('./tables/spreadsheet-csv.js')).spreadsheetCsv,
  csvMachine: async () => (await import('./tables/machine-csv.js')).machineCsv,
  xlsx: async () => (await import('./xlsx/index.js')).xlsx,
  pdf: async () => (await import('./pdf/pdf.js')).pdf,
  docx: async () => (await import('./docx/docx.js')).docx,
  json: async () => (await import('./json.js')).json,
  ics: async () => (await import('./ics.js')).ics,
};
