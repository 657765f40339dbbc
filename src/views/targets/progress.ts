import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';

/** What was done of what was wanted, ms. */
export interface Progress {
  readonly targetMs: number;
  readonly workedMs: number;
}

const CELLS = 10;

/** A bar of ten cells. A cell is full when its part has been worked, so that a full bar means that the target is reached. */
export const progressBar = ({ targetMs, workedMs }: Progress): string => {
  const full = targetMs <= 0 ? CELLS : Math.min(CELLS, Math.max(0, Math.floor((workedMs / targetMs) * CELLS)));
  return '▰'.repeat(full) + '▱'.repeat(CELLS - full);
};

/** `12 h of 37 h`. */
export const doneText = ({ targetMs, workedMs }: Progress, t: Translator): string =>
  t('targets.done', { worked: formatDuration(workedMs, t), target: formatDuration(targetMs, t) });

/** What is left of the week, how much it was more, or how much was missing in a week that is over. */
export const leftText = ({ targetMs, workedMs }: Progress, isOver: boolean, t: Translator): string => {
  const left = targetMs - workedMs;
  if (left === 0) return t('targets.reached');
  if (left < 0) return t('targets.more', { duration: formatDuration(-left, t) });
  const duration = formatDuration(left, t);
  return isOver ? t('targets.missed', { duration }) : t('targets.left', { duration });
};
