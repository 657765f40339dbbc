import { ButtonStyle, type APIActionRowComponent, type APISelectMenuComponent } from 'discord-api-types/v10';
import type { DayRange } from '../../domain/range.js';
import { formatDayRange, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, picture, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, type CategoryLook } from '../text.js';
import {
  STATS_PAGES,
  type DaysModel,
  type Expected,
  type ForecastModel,
  type Least,
  type StatsPage,
  type StatsSummary,
} from './model.js';
import { hoursText, sumText } from './texts.js';

type MenuRow = APIActionRowComponent<APISelectMenuComponent>;

/** What a message has besides its figures. */
export interface StatsControls {
  readonly page: StatsPage;
  /** Custom ids. */
  readonly pages: Readonly<Record<StatsPage, string>>;
  readonly refresh: string;
  /** Leads to other days; null where the page has none of its own. */
  readonly period: MenuRow | null;
  /** Leads to one category; null where there is none to choose. */
  readonly category: MenuRow | null;
  /** Where the pictures are, with their texts; null for one that could not be drawn. */
  readonly pictures: readonly ({ readonly url: string; readonly alt: string } | null)[];
}

const summaryLines = ({ people, ms, days, targets, requests, cut }: StatsSummary, { least }: Least, t: Translator) => [
  t('stats.summary', { people: formatNumber(people, t), hours: sumText(ms, t), average: sumText(ms / days, t) }),
  targets === null
    ? t('stats.noTargets', { least })
    : t('stats.targets', {
        met: formatNumber(targets.met, t),
        set: formatNumber(targets.set, t),
        share: formatPercent(targets.met / targets.set, t),
      }),
  t('stats.requests', { n: formatNumber(requests, t) }),
  ...(cut === null ? [] : [t('stats.cut', { n: formatNumber(cut, t) })]),
];

const card = (
  { title, body, rule }: { readonly title: string; readonly body: readonly string[]; readonly rule: string | null },
  { page, pages, refresh, period, category, pictures }: StatsControls,
  t: Translator,
): LayoutView => {
  const drawn = pictures.filter((one) => one !== null);
  const shown = STATS_PAGES.map((one) =>
    button(pages[one], t(`stats.pages.${one}`), one === page ? ButtonStyle.Primary : ButtonStyle.Secondary, one === page),
  );
  const blocks: readonly Block[] = [
    text([`### ${title}`, ...body].join('\n')),
    ...drawn.map(({ url, alt }) => picture(url, alt)),
    ...(drawn.length < pictures.length ? [text(t('stats.noPicture'))] : []),
    ...(rule === null ? [] : [text(`-# ${rule}`)]),
    ...(period === null ? [] : [menu(period)]),
    ...(category === null ? [] : [menu(category)]),
    ...buttons([...shown, button(refresh, t('stats.pages.refresh'), ButtonStyle.Secondary)]),
  ];
  return layout([container(blocks, COLOUR.ended)], t);
};

const titleOf = ({ from, to }: DayRange, t: Translator): string => t('stats.title', { days: formatDayRange(from, to, t) });

/** The figures of days that are over; `chosen`: the category that the days are of, or the one that was asked for and may not be shown. */
export const statsCard = (
  {
    range,
    summary,
    chosen,
  }: {
    readonly range: DayRange;
    readonly summary: StatsSummary;
    readonly chosen: { readonly shown: DaysModel['category'] } | { readonly tooFew: CategoryLook } | null;
  },
  least: Least,
  controls: StatsControls,
  t: Translator,
): LayoutView => {
  const ofCategory =
    chosen === null
      ? []
      : 'tooFew' in chosen
        ? [t('stats.noCategory', { category: categoryLabel(chosen.tooFew) })]
        : chosen.shown === null
          ? []
          : [t('stats.ofCategory', { category: categoryLabel(chosen.shown.look), hours: sumText(chosen.shown.ms, t) })];
  const body = [...summaryLines(summary, least, t), ...ofCategory];
  return card({ title: titleOf(range, t), body, rule: t('stats.rule', { least: least.least }) }, controls, t);
};

/** Fewer people worked than a figure takes. */
export const tooFewCard = (range: DayRange, { least }: Least, controls: StatsControls, t: Translator): LayoutView =>
  card({ title: titleOf(range, t), body: [t('stats.tooFew', { least })], rule: null }, controls, t);

const expectedText = (key: 'next7' | 'next28', { hours, low, high }: Expected, t: Translator): string =>
  t(`stats.forecast.${key}`, { hours: hoursText(hours, t), low: hoursText(low, t), high: hoursText(high, t) });

/** The sums of the next days, as sentences. */
export const forecastTexts = ({ next7, next28 }: Pick<ForecastModel, 'next7' | 'next28'>, t: Translator) =>
  [expectedText('next7', next7, t), expectedText('next28', next28, t)] as const;

/** What is expected, or why nothing is said. */
export const forecastCard = (
  range: DayRange,
  told:
    | { readonly kind: 'forecast'; readonly model: ForecastModel; readonly cut: number | null }
    | { readonly kind: 'notEnough'; readonly days: number; readonly active: number }
    | { readonly kind: 'notNow' },
  { least }: Least,
  controls: StatsControls,
  t: Translator,
): LayoutView => {
  const title = titleOf(range, t);
  switch (told.kind) {
    case 'notNow':
      return card({ title, body: [t('stats.forecast.notNow')], rule: null }, controls, t);
    case 'notEnough': {
      const { days, active } = told;
      return card({ title, body: [t('stats.forecast.notEnough', { days, active, least })], rule: null }, controls, t);
    }
    case 'forecast': {
      const { model, cut } = told;
      const errors =
        model.errors === null
          ? []
          : [
              t('stats.forecast.errors', {
                own: hoursText(model.errors.own, t),
                lastWeek: hoursText(model.errors.lastWeek, t),
              }),
            ];
      const ofWhom = cut === null ? [] : [t('stats.cut', { n: formatNumber(cut, t) })];
      const body = [...forecastTexts(model, t), ...errors, ...ofWhom];
      return card({ title, body, rule: t('stats.forecast.what', { least }) }, controls, t);
    }
  }
};
