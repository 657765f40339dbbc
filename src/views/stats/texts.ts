import { choiceLabel } from '../../domain/category-search.js';
import { PICTURE_LIMITS } from '../../domain/picture.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { cut, type CategoryLook } from '../text.js';
import type { Values } from './model.js';

const HOUR_MS = 3_600_000;
/** From here on minutes say nothing of a whole server. */
const WHOLE_HOURS = 10 * HOUR_MS;

/** The time of many people: whole hours where there are some. */
export const sumText = (ms: number, t: Translator): string => formatDuration(ms >= WHOLE_HOURS ? ms - (ms % HOUR_MS) : ms, t);

/** Hours as they stand in a chart. */
export const inHours = (values: Values): Values => values.map((ms) => (ms === null ? null : ms / HOUR_MS));

/** Hours that are expected: nobody knows their minutes. */
export const hoursText = (hours: number, t: Translator): string =>
  t('common.duration.hours', { n: formatNumber(hours, t, hours < 10 ? 1 : 0) });

/** A category in a picture or in a menu: plain text, and no longer than a picture takes. */
export const categoryName = (look: CategoryLook): string => cut(plainText(choiceLabel(look)), PICTURE_LIMITS.text);

/** A text for whoever cannot see a picture: the beginning, and as many of the figures as there is room for. */
export const altText = (beginning: string, figures: readonly string[]): string => {
  // Some units end with a point of their own.
  if (figures.length === 0) return cut(beginning.replace(/\.?$/, '.'), PICTURE_LIMITS.alt);
  let alt = cut(beginning, PICTURE_LIMITS.alt / 2);
  for (const [at, figure] of figures.entries()) {
    const next = `${alt}${at === 0 ? ': ' : '; '}${figure}`;
    if (next.length > PICTURE_LIMITS.alt - 2) return `${alt} …`;
    alt = next;
  }
  return alt;
};
