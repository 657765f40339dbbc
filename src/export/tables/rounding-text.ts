import type { Translator } from '../../i18n/translator.js';
import type { Rounding } from '../report.js';

const MINUTE = 60_000;

/** How a report is rounded, as it says itself. */
export const roundingText = (rounding: Rounding | null, t: Translator): string =>
  rounding === null
    ? t('exporttable.rounding.none')
    : t(`exporttable.rounding.${rounding.mode}.${rounding.of}`, { step: rounding.stepMs / MINUTE });
