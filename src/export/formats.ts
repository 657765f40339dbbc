import { DETAILS, type Detail } from './report.js';

/** What is known of a format without loading what writes it. */
export interface FormatFacts {
  readonly extension: string;
  readonly contentType: string;
  /** What it can tell; the first one is what it is best at. */
  readonly details: readonly Detail[];
  /** Does it say how each entry came to be? That is in the history, which is only read for those that do. */
  readonly tellsOrigins: boolean;
}

/**
 * The formats of exports, as they are named in the command: `csv` for spreadsheets of people, `csvMachine` for programs. What writes them is found by
 * these names in writers.ts.
 */
export const FORMATS = {
  csv: { extension: 'csv', contentType: 'text/csv; charset=utf-8', details: DETAILS, tellsOrigins: false },
  csvMachine: { extension: 'csv', contentType: 'text/csv; charset=utf-8', details: DETAILS, tellsOrigins: true },
  xlsx: {
    extension: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    details: DETAILS,
    tellsOrigins: false,
  },
  pdf: { extension: 'pdf', contentType: 'application/pdf', details: DETAILS, tellsOrigins: false },
  docx: {
    extension: 'docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    details: DETAILS,
    tellsOrigins: false,
  },
  json: { extension: 'json', contentType: 'application/json', details: DETAILS, tellsOrigins: true },
  /** A calendar has events, and no sums. */
  ics: { extension: 'ics', contentType: 'text/calendar; charset=utf-8', details: ['entries'], tellsOrigins: false },
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];
