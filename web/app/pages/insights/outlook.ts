import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Forecast, ForecastAnswer, Range } from '../../../../src/analytics/forecast/forecast.js';
import { dayOfNumber } from '../../../../src/domain/day-number.js';
import type { Context } from '../../core/context.js';
import type { InsightFigures } from './contract.js';
import { HEIGHT, LEFT, outlookOf, WIDTH, type DayShape } from './outlook-shapes.js';
import { chanceText, hoursText, insightWords, missingText, strong, unmarked } from './words.js';

/** Days between two names below the picture. */
const NAMED_EVERY = 7;

/** What is to come, with its band, and the chances of targets. */
export const outlookView = (figures: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  return html`<section class="card">
    <h2>${say('outlook.title')}</h2>
    ${forecastView(figures.forecast, figures, context)} ${figures.targets.map((target) => targetView(target, context))}
  </section>`;
};

const rangeText = ({ hours, low, high }: Range, context: Context): string => {
  const say = insightWords(context);
  const told = hoursText(hours, context);
  // With few days behind it there is no band yet, and it stands as one without width.
  return high > low || hours === 0
    ? say('outlook.range', { hours: told, low: hoursText(low, context), high: hoursText(high, context) })
    : say('outlook.unsure', { hours: told });
};

const forecastView = (answer: ForecastAnswer | null, figures: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  if (answer === null) return html`<p class="muted">${say('outlook.later')}</p>`;
  if (!answer.enough) {
    const missing = [{ of: 'days', count: answer.missingActive } as const, { of: 'since', count: answer.missingDays } as const];
    return html`<p class="muted">
      ${missingText(
        missing.filter(({ count }) => count > 0),
        context,
      )}
    </p>`;
  }
  const { week, next7, next28, perDayWorked, errors } = answer.forecast;
  const hours = (value: number): string => hoursText(value, context);
  return html`<p>
      ${strong(say('outlook.week', { hours: hours(week.hours), low: hours(week.low), high: hours(week.high), done: hours(week.done) }))}
    </p>
    <p>${say('outlook.next', { seven: rangeText(next7, context), month: rangeText(next28, context) })}</p>
    <p>${say('outlook.perDay', { hours: hours(perDayWorked) })}</p>
    ${picture(figures, answer.forecast, context)}
    <p class="muted small">
      ${
        errors.judged === 0
          ? say('outlook.unjudged')
          : say('outlook.errors', { own: hours(errors.own), naive: hours(errors.lastWeek) })
      }
    </p>`;
};

const picture = ({ lately, done }: InsightFigures, { days }: Forecast, context: Context): TemplateResult => {
  const { format } = context;
  const say = insightWords(context);
  const shapes = outlookOf(lately, done, days);
  const dayName = (day: number): string => format.shortDay(dayOfNumber(day));
  return html`<figure class="outlook">
    <div class="scroller" tabindex="0" role="region" aria-label=${say('outlook.picture')}>
      <svg viewBox=${`0 -8 ${WIDTH} ${HEIGHT + 34}`} role="img" aria-label=${`${say('outlook.picture')}. ${say('outlook.days')}`}>
        ${shapes.scale.map(
          ({ hours, y }) =>
            svg`<line class="scale" x1=${LEFT} x2=${WIDTH} y1=${y} y2=${y} /><text class="scale-text" x=${LEFT - 6} y=${y + 4}>${hours}</text>`,
        )}
        ${shapes.days.map(
          (shape, nth) =>
            svg`${shape.band === null ? nothing : svg`<rect class="band" x=${shape.x} width=${shape.width} y=${shape.band.y} height=${shape.band.height} rx="3" />`}<rect class=${`day ${shape.kind}`} x=${shape.x} width=${shape.width} y=${shape.y} height=${shape.height} rx="3" />${nth % NAMED_EVERY === 0 ? svg`<text class="day-text" x=${shape.x} y=${HEIGHT + 20}>${dayName(shape.day)}</text>` : nothing}`,
        )}
      </svg>
    </div>
    <figcaption class="legend small">
      <span><i class="key worked"></i> ${say('outlook.worked')}</span>
      <span><i class="key expected"></i> ${say('outlook.expected')}</span>
      <span><i class="key band"></i> ${say('outlook.band')}</span>
    </figcaption>
    <details>
      <summary>${context.t('insights.numbers')}</summary>
      ${numbers(shapes.days, days, context)}
    </details>
  </figure>`;
};

const numbers = (shapes: readonly DayShape[], days: Forecast['days'], context: Context): TemplateResult => {
  const say = insightWords(context);
  const { t, format } = context;
  const byDay = new Map(days.map((day) => [day.day, day]));
  return html`<div class="scroller">
    <table class="table">
      <caption class="sr">
        ${say('outlook.days')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('insights.day')}</th>
          <th scope="col" class="right">${say('outlook.worked')}</th>
          <th scope="col" class="right">${say('outlook.expected')}</th>
          <th scope="col" class="right">${say('outlook.band')}</th>
        </tr>
      </thead>
      <tbody>
        ${shapes.map(({ day, kind, hours }) => {
          const coming = byDay.get(day);
          return html`<tr>
            <th scope="row">${format.day(dayOfNumber(day))}</th>
            <td class="right">${kind === 'expected' ? '' : hoursText(hours, context)}</td>
            <td class="right">${coming === undefined ? '' : hoursText(coming.expected, context)}</td>
            <td class="right">
              ${coming === undefined || coming.high <= coming.low ? '' : `${hoursText(coming.low, context)} – ${hoursText(coming.high, context)}`}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
};

const targetView = ({ category, target, outlook }: InsightFigures['targets'][number], context: Context): TemplateResult => {
  const say = insightWords(context);
  const about = { category: unmarked(category), target: hoursText(target, context) };
  if (outlook === null) return html`<p>${say('outlook.targetUnknown', about)}</p>`;
  if (outlook.missing <= 0) return html`<p>${say('outlook.targetReached', about)}</p>`;
  const told = { ...about, chance: chanceText(outlook.chance, context), missing: hoursText(outlook.missing, context) };
  return html`<p>${strong(say('outlook.target', told))}</p>`;
};
