import { STATS_IDS } from '../../src/commands/stats/custom-ids.js';
import { CATEGORY_MENU, PERIOD_MENU } from '../../src/commands/stats/page.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { dayOfNumber } from '../../src/domain/day-number.js';
import type { Translator } from '../../src/i18n/translator.js';
import { forecastCard, statsCard, tooFewCard, type StatsControls } from '../../src/views/stats/card.js';
import type { DaysModel, ForecastModel, StatsSummary } from '../../src/views/stats/model.js';
import { categoryName } from '../../src/views/stats/texts.js';
import type { AnyView } from '../../src/views/message.js';
import type { CategoryLook } from '../../src/views/text.js';

const HOUR = 3_600_000;
const LEAST = { least: 5 };
const FIRST = 20_000;
const MARK = 'z'.repeat(7);
/** Ninety days that are over. */
export const STATS_RANGE = { from: dayOfNumber(FIRST), to: dayOfNumber(FIRST + 89) };

/** Fifty categories with the longest names, some days without a figure. */
export const daysSample = (look: CategoryLook): DaysModel => ({
  range: STATS_RANGE,
  days: Array.from({ length: 90 }, (_, at) => dayOfNumber(FIRST + at)),
  byDay: Array.from({ length: 90 }, (_, at) => (at % 7 > 4 ? null : (9_999 - at) * HOUR)),
  ms: 9_999_999 * HOUR,
  category: { look, ms: 999_999 * HOUR },
  categories: Array.from({ length: 50 }, (_, at) => ({ look, ms: (60 - at) * 9_999 * HOUR })),
  other: { count: 9, ms: 5 * HOUR },
});

const SUMMARY: StatsSummary = {
  ...{ people: 2_000, ms: 9_999_999 * HOUR, days: 90, targets: { set: 99_999, met: 66_666 }, requests: 9_999, cut: 2_000 },
};

export const forecastSample: ForecastModel = {
  days: Array.from({ length: 28 }, (_, at) => ({ day: dayOfNumber(FIRST + at), hours: 9_999, low: 8_888, high: 11_111 })),
  next7: { hours: 99_999, low: 88_888, high: 111_111 },
  next28: { hours: 399_999, low: 388_888, high: 411_111 },
  errors: { own: 1_234.5, lastWeek: 2_345.6 },
};

/** Custom ids as long as they get, and pictures with the longest texts. */
const controls = (look: CategoryLook, t: Translator): StatsControls => {
  const idOf = (page: 'days' | 'hours' | 'forecast', of: 'page' | 'refresh'): string =>
    STATS_IDS.page.encode({ page, days: '90', category: MARK, of });
  const picture = { url: 'attachment://stats-1.png', alt: 'x'.repeat(1_024) };
  const options = Array.from({ length: 30 }, (_, at) => ({ value: `c${at}`, label: categoryName(look) }));
  return {
    page: 'days',
    pages: { days: idOf('days', 'page'), hours: idOf('hours', 'page'), forecast: idOf('forecast', 'page') },
    refresh: idOf('days', 'refresh'),
    period: menuRow(PERIOD_MENU, STATS_IDS.period.encode({ page: 'days', category: MARK }), t, ['28']),
    category: menuRow(CATEGORY_MENU, STATS_IDS.category.encode({ days: '28' }), t, { options, selected: ['c3'] }),
    pictures: [picture, picture],
  };
};

/** The statistics of a server at their longest, and what is said in their place. */
export const statsSamples = (look: CategoryLook, t: Translator): readonly { readonly name: string; readonly body: AnyView }[] => {
  const all = controls(look, t);
  const bare: StatsControls = { ...all, period: null, category: null, pictures: [null] };
  const shown = { shown: daysSample(look).category };
  const forecast = { kind: 'forecast', model: forecastSample, cut: 2_000 } as const;
  const summary = { ...SUMMARY, targets: null, cut: null };
  return [
    { name: 'stats', body: statsCard({ range: STATS_RANGE, summary: SUMMARY, chosen: shown }, LEAST, all, t) },
    { name: 'stats, few', body: statsCard({ range: STATS_RANGE, summary, chosen: { tooFew: look } }, LEAST, bare, t) },
    { name: 'stats, all', body: statsCard({ range: STATS_RANGE, summary, chosen: null }, LEAST, bare, t) },
    { name: 'stats of nobody', body: tooFewCard(STATS_RANGE, LEAST, { ...all, pictures: [] }, t) },
    { name: 'forecast of a server', body: forecastCard(STATS_RANGE, forecast, LEAST, all, t) },
    {
      name: 'forecast, not enough',
      body: forecastCard(STATS_RANGE, { kind: 'notEnough', days: 14, active: 5 }, LEAST, { ...bare, pictures: [] }, t),
    },
    { name: 'forecast, not now', body: forecastCard(STATS_RANGE, { kind: 'notNow' }, LEAST, { ...bare, pictures: [] }, t) },
  ];
};
