import { html, type TemplateResult } from 'lit';
import commonDe from '../../../../data/locales/de/common.json';
import insightsDe from '../../../../data/locales/de/insights.json';
import privacyDe from '../../../../data/locales/de/privacy.json';
import sessionDe from '../../../../data/locales/de/session.json';
import commonEn from '../../../../data/locales/en/common.json';
import insightsEn from '../../../../data/locales/en/insights.json';
import privacyEn from '../../../../data/locales/en/privacy.json';
import sessionEn from '../../../../data/locales/en/session.json';
import type { Missing, Part } from '../../../../src/analytics/insights/part.js';
import { addDays } from '../../../../src/domain/calendar.js';
import type { Context } from '../../core/context.js';
import { botWords, type Say, type WordKey } from '../../parts/bot-words.js';

const tableOf = <Table extends object, Hours, Streak, Consent>(
  insights: Table,
  { duration }: { duration: Hours },
  { streak }: { streak: Streak },
  { insights: consent }: { insights: Consent },
) => ({ ...insights, duration, inARow: streak, consent });

const en = tableOf(insightsEn, commonEn, sessionEn, privacyEn);
const de = tableOf(insightsDe, commonDe, sessionDe, privacyDe);

export type InsightKey = WordKey<typeof en>;
export type InsightWords = Say<InsightKey>;

const words = botWords({ en, de });

/** What the bot says about insights, so that it is the same as in Discord. */
export const insightWords = ({ model }: Pick<Context, 'model'>): InsightWords => words(model.locale);

const MARK = '**';

/** A name of somebody's choice, between marks of which none is its own. */
export const unmarked = (name: string): string => name.replaceAll(MARK, '*\u2060*');

/** A text with parts between `**` as the bot writes it: these are strong. */
export const strong = (text: string): TemplateResult =>
  html`${text.split(MARK).map((part, nth) => (nth % 2 === 1 ? html`<strong>${part}</strong>` : part))}`;

/** Hours as they are told where they are an average or an estimate: `7.5 h`. */
export const hoursText = (hours: number, context: Context): string =>
  insightWords(context)('duration.hours', { n: context.format.number(hours, Math.abs(hours) < 100 ? 1 : 0) });

/** A share or a chance, 0–1, as a whole percentage: more digits would say more than is known. */
export const percentText = (share: number, { format }: Pick<Context, 'format'>): string =>
  format.percent(Math.round(share * 100) / 100);

/** Something that did not happen yet is never sure, and never out of the question. */
export const chanceText = (chance: number, context: Context): string => {
  if (chance >= 1 || chance <= 0) return percentText(chance, context);
  const say = insightWords(context);
  if (chance > 0.99) return say('over', { percent: percentText(0.99, context) });
  return chance < 0.01 ? say('under', { percent: percentText(0.01, context) }) : percentText(chance, context);
};

const MINUTES_OF_DAY = 1_440;

/** A time of day, minutes after midnight. */
export const timeOfDayText = (minutes: number, { format }: Pick<Context, 'format'>): string => {
  const whole = ((Math.round(minutes) % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return format.clock(whole * 60_000, 'UTC');
};

/** 5 January 1970 was a Monday. */
const A_MONDAY = '19700105';

/** The name of a weekday, 0 (Monday) to 6. */
export const weekdayText = (weekday: number, { format }: Pick<Context, 'format'>, width: 'short' | 'long' = 'long'): string =>
  format.weekday(addDays(A_MONDAY, weekday), width);

/** What is missing until a part can be told. */
export const missingText = (missing: readonly Missing[], context: Context): string => {
  const say = insightWords(context);
  return say('missing', { what: missing.map(({ of, count }) => say(`missingOf.${of}`, { count })).join(say('and')) });
};

/** What a part shows, or what is missing for it. */
export const partView = <T>(part: Part<T>, context: Context, show: (value: T) => TemplateResult): TemplateResult =>
  part.enough ? show(part.value) : html`<p class="muted">${missingText(part.missing, context)}</p>`;
