import type { Translator } from '../../i18n/translator.js';
import type { Report } from '../report.js';
import type { Printer } from './print.js';

/** What the layout of one report has at hand. */
export interface Desk {
  readonly report: Report;
  readonly t: Translator;
  readonly print: Printer;
}
