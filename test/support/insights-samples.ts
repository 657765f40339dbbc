import { forecastOf } from '../../src/analytics/forecast/forecast.js';
import { madeUpSession } from '../../src/analytics/eval/sessions.js';
import { insightsOf, outlookOf, type InsightsInput } from '../../src/analytics/insights/insights.js';
import { INSIGHT_IDS } from '../../src/commands/insights/custom-ids.js';
import { CATEGORY_MENU, DAYS_MENU } from '../../src/commands/insights/page.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { midnightsOf } from '../../src/domain/counting.js';
import { dayNumber, weekdayIndex } from '../../src/domain/day-number.js';
import { categoryId, type CategoryId, type UserId } from '../../src/domain/ids.js';
import { PICTURE_LIMITS } from '../../src/domain/picture.js';
import { seeded } from '../../src/domain/seeded.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import { agreementCard, withdrawnCard } from '../../src/views/insights/agree.js';
import { insightsCard } from '../../src/views/insights/card.js';
import { explainCard } from '../../src/views/insights/explain.js';
import { PICTURES, type InsightsControls, type InsightsModel } from '../../src/views/insights/model.js';
import { insightsPictures } from '../../src/views/insights/pictures.js';
import type { AnyView } from '../../src/views/message.js';
import type { CategoryLook } from '../../src/views/text.js';

/** A Thursday. */
const TODAY = dayNumber('20261112');
const ZONE = 'America/Argentina/ComodRivadavia';

/** Working days of so many days back, with this many entries and categories a day; from the middle on another life, so that there is something to remark. */
export const madeUpLife = (days: number, aDay: number, categories: number, zone = ZONE): readonly Session[] => {
  const random = seeded(`life/${days}/${aDay}/${categories}`);
  let nth = 0;
  return Array.from({ length: days }, (_, back) => TODAY - days + 1 + back).flatMap((day) => {
    if (weekdayIndex(day) > 4 || random.next() < 0.1) return [];
    const isLate = day > TODAY - 28;
    const length = (isLate ? 300 : 480) / aDay;
    return Array.from({ length: aDay }, (_, at): Session => {
      nth += 1;
      const category = categoryId(`c${isLate ? (nth * nth) % Math.ceil(categories / 2) : nth % categories}`);
      const from = (isLate ? 600 : 480) + at * (length + 5) + random.next() * 4;
      return madeUpSession({ day, from, minutes: length * (0.8 + 0.2 * random.next()), category }, zone);
    });
  });
};

export const lifeInput = (sessions: readonly Session[], also: Partial<InsightsInput> = {}): InsightsInput => ({
  ...{ sessions, usual: midnightsOf(ZONE), zone: ZONE, now: TODAY * 86_400_000 + 18 * 3_600_000, days: 28, category: null },
  ...{ leave: new Set(), restDays: [], targets: new Map(), weights: new Map(), weekStart: 'monday' },
  ...also,
});

/** What is shown of such a life. `look`: how each category looks. */
export const lifeModel = (
  input: InsightsInput,
  look: (category: CategoryId) => CategoryLook,
  also: Partial<InsightsModel> = {},
): InsightsModel => {
  const { series, done, ahead, leave } = outlookOf(input);
  const { days, zone, weekStart } = input;
  return {
    ...{ days, zone, weekStart, done, member: null, category: null, targets: [], stand: null, streak: null },
    insights: insightsOf(input),
    lookOf: look,
    lately: [...series.hours.subarray(-28)],
    forecast: forecastOf({ series, today: { done, ahead }, leave, weekStart, targets: new Map() }),
    ...also,
  };
};

/** Insights at their emptiest and at their longest: fifty categories of the longest names, four targets, three remarks. */
export const insightsSamples = (
  owner: UserId,
  category: CategoryLook,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const ids = { owner, member: owner };
  const alt = 'x'.repeat(PICTURE_LIMITS.alt);
  const controls = (withPictures: boolean): InsightsControls => ({
    pictures: withPictures ? Object.fromEntries(PICTURES.map((name) => [name, { url: `attachment://${name}.png`, alt }])) : {},
    days: menuRow(DAYS_MENU, INSIGHT_IDS.days.encode({ ...ids, category: 'z'.repeat(7) }), t, ['28']),
    category: menuRow(CATEGORY_MENU, INSIGHT_IDS.category.encode({ ...ids, days: '365' }), t, {
      options: Array.from({ length: 25 }, (_, at) => ({ value: `${at}`, label: category.name })),
      selected: ['3'],
    }),
    explain: INSIGHT_IDS.explain.encode({ ...ids, days: '365', category: 'z'.repeat(7) }),
  });
  const look = (): CategoryLook => category;
  const target = { category, target: 168, outlook: { missing: 99.9, chance: 0.001 } };
  const longest = lifeModel(lifeInput(madeUpLife(120, 4, 50)), look, {
    member: owner,
    category,
    targets: [target, target, { ...target, outlook: null }, { ...target, outlook: { missing: 0, chance: 1 } }],
    stand: { rank: 99_999, of: 100_000 },
    streak: { present: 36_500, longest: 36_501, todayCounts: false },
  });
  const little = lifeModel(lifeInput(madeUpLife(6, 1, 1)), look, { forecast: null, stand: { rank: 2, of: 3 } });
  const remarks = longest.insights.remarks;
  if (!remarks.enough || remarks.value.length < 3) throw new Error('the longest insights have too few remarks');
  for (const spec of insightsPictures(longest, t).values())
    if (spec.alt === '' || spec.alt.length > PICTURE_LIMITS.alt) throw new Error(`an alt text of ${spec.alt.length} characters`);
  return [
    { name: 'insights', body: insightsCard(longest, controls(true), t) },
    { name: 'insights without pictures', body: insightsCard(longest, controls(false), t) },
    { name: 'insights of all categories', body: insightsCard({ ...longest, category: null }, controls(true), t) },
    { name: 'insights of six days', body: insightsCard(little, controls(true), t) },
    { name: 'insights of nothing', body: insightsCard(lifeModel(lifeInput([]), look), controls(false), t) },
    { name: 'insights explained', body: explainCard(longest, t) },
    { name: 'insights explained, of nothing', body: explainCard(lifeModel(lifeInput([]), look), t) },
    { name: 'insights, the question', body: agreementCard(INSIGHT_IDS.agree.encode({ owner, days: '365' }), t) },
    { name: 'insights, taken back', body: withdrawnCard(`⚠️ ${t('errors.INSIGHTS_NOT_SHARED', { member: `<@${owner}>` })}`, t) },
  ];
};
