import type { Remark } from '../../analytics/insights/remarks.js';
import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { categoryLabel } from '../text.js';
import type { InsightsModel } from './model.js';
import { hoursText, percentText, timeOfDayText, weekdayText } from './texts.js';

/** One in so many looks like this by chance alone; never more than a thousand, since days depend on each other and no test knows how much. */
const oddsText = (chance: number, t: Translator): string =>
  t('insights.remarks.odds', { n: formatNumber(roundDown(1 / Math.max(chance, 1e-3)), t) });

/** To one digit: 340 is 300, so that nothing is said more exactly than it is known. */
const roundDown = (value: number): number => {
  // What is a whole power of ten but for the last bits of its number is taken for one.
  const held = Math.max(1, value) * (1 + 1e-9);
  const unit = 10 ** Math.floor(Math.log10(held));
  return Math.floor(held / unit) * unit;
};

/** A remark in a sentence, with the numbers behind it and how likely they would be by chance. */
export const remarkText = (remark: Remark, { lookOf, days }: Pick<InsightsModel, 'lookOf' | 'days'>, t: Translator): string => {
  const odds = `-# ${oddsText(remark.chance, t)}`;
  return `- ${sentence(remark, { lookOf, days }, t)}\n${odds}`;
};

const sentence = (remark: Remark, { lookOf, days }: Pick<InsightsModel, 'lookOf' | 'days'>, t: Translator): string => {
  const hours = (value: number): string => hoursText(value, t);
  switch (remark.kind) {
    case 'week': {
      const more = remark.hours > remark.usual;
      return t(more ? 'insights.remarks.weekMore' : 'insights.remarks.weekLess', {
        hours: hours(remark.hours),
        usual: hours(remark.usual),
      });
    }
    case 'level': {
      const more = remark.now > remark.before;
      return t(more ? 'insights.remarks.levelMore' : 'insights.remarks.levelLess', {
        now: hours(remark.now),
        before: hours(remark.before),
        days,
      });
    }
    case 'category': {
      const more = remark.now > remark.before;
      return t(more ? 'insights.remarks.categoryMore' : 'insights.remarks.categoryLess', {
        category: categoryLabel(lookOf(remark.category)),
        now: percentText(remark.now, t),
        before: percentText(remark.before, t),
      });
    }
    case 'weekday': {
      const more = remark.hours > remark.others;
      return t(more ? 'insights.remarks.weekdayMore' : 'insights.remarks.weekdayLess', {
        weekday: weekdayText(remark.weekday, 'long', t),
        hours: hours(remark.hours),
        others: hours(remark.others),
      });
    }
    case 'start': {
      const later = remark.now > remark.before;
      return t(later ? 'insights.remarks.startLater' : 'insights.remarks.startEarlier', {
        now: timeOfDayText(remark.now, t),
        before: timeOfDayText(remark.before, t),
      });
    }
    case 'stretch': {
      const longer = remark.now > remark.before;
      const minutes = (value: number): string => t('common.duration.minutes', { n: formatNumber(value, t) });
      return t(longer ? 'insights.remarks.stretchLonger' : 'insights.remarks.stretchShorter', {
        now: minutes(remark.now),
        before: minutes(remark.before),
      });
    }
  }
};
