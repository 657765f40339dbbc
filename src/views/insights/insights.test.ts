import { describe, expect, it } from 'vitest';
import { lifeInput, lifeModel, madeUpLife } from '../../../test/support/insights-samples.js';
import { CANDIDATES } from '../../analytics/forecast/candidates/index.js';
import type { Remark } from '../../analytics/insights/remarks.js';
import { categoryId } from '../../domain/ids.js';
import { PICTURE_LIMITS, pictureProblem } from '../../domain/picture.js';
import { createTranslators } from '../../i18n/translators.js';
import en from '../../../data/locales/en/insights.json' with { type: 'json' };
import { insightsPictures } from './pictures.js';
import { remarkText } from './remark-text.js';
import { chanceText, missingText, rangeText, timeOfDayText, weekdayText } from './texts.js';

const translators = createTranslators({ strict: true });
const [t, de] = [translators.for('en'), translators.for('de')];
const look = (id: string) => ({ name: `שם ${id}`, emoji: '<:custom:123>', colour: null });

describe('pictures of insights', () => {
  it('can be drawn of any life, and carry their numbers in words', () => {
    for (const [days, aDay, categories] of [
      [60, 1, 1],
      [120, 4, 50],
      [400, 2, 8],
    ] as const) {
      const model = lifeModel(lifeInput(madeUpLife(days, aDay, categories), { days: 365, weekStart: 'sunday' }), look);
      const specs = insightsPictures(model, de);
      expect([...specs.keys()]).toEqual(['score', 'hours', 'categories', 'outlook']);
      for (const spec of specs.values()) expect(pictureProblem(spec)).toBeNull();
      const { charts, alt } = specs.get('categories') ?? { charts: [], alt: '' };
      const rows = charts[0]?.kind === 'rows' ? charts[0].rows : [];
      expect(rows.length).toBeLessThanOrEqual(PICTURE_LIMITS.rows);
      expect(rows.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(100, 0);
      expect(alt).toContain(`${rows[0]?.label}: ${rows[0]?.text}`);
      expect(rows[0]?.label).not.toContain('custom');
      expect(alt).not.toContain('..');
      const heat = specs.get('hours')?.charts[0];
      expect(heat?.kind === 'heat' ? heat.rows[0] : '').toBe('So');
    }
  });

  it('have no band where nothing is known of how sure a forecast is', () => {
    const model = lifeModel(lifeInput(madeUpLife(60, 2, 2)), look);
    if (model.forecast?.enough !== true) throw new Error('no forecast');
    const days = model.forecast.forecast.days.map((day, ahead) => (ahead < 7 ? day : { ...day, low: 4, hours: 4, high: 4 }));
    const forecast = { enough: true, forecast: { ...model.forecast.forecast, days } } as const;
    const spec = insightsPictures({ ...model, forecast }, t).get('outlook');
    const chart = spec?.charts[0];
    const band = chart?.kind === 'series' ? chart.series.find(({ kind }) => kind === 'band') : undefined;
    expect(band?.values.slice(-7)).toEqual(Array.from({ length: 7 }, () => null));
    expect(band?.values.at(-8)).not.toBeNull();
    expect(spec?.alt).toContain(': 4 h (how sure is not known yet).');
    expect(rangeText({ hours: 80, low: 80, high: 80 }, t)).toBe('80 h (how sure is not known yet)');
    expect(rangeText({ hours: 0, low: 0, high: 0 }, t)).toBe('0 h (0 h to 0 h)');
  });

  it('are none of what too little is known of', () => {
    expect(insightsPictures(lifeModel(lifeInput([]), look), t).size).toBe(0);
  });
});

describe('texts of insights', () => {
  const say = (remark: Remark): string => remarkText(remark, { lookOf: look, days: 90 }, t);

  it('give each remark its numbers, and round its odds down', () => {
    expect(say({ kind: 'start', now: 595, before: 482, chance: 0.003 })).toContain('at 9:55 AM on average, at 8:02 AM before');
    expect(say({ kind: 'start', now: 595, before: 482, chance: 0.003 })).toContain('once in 300 at most');
    for (const [chance, odds] of [
      [0.001, '1,000'],
      [1e-9, '1,000'],
      [0.0075, '100'],
    ] as const)
      expect(say({ kind: 'weekday', weekday: 1, hours: 3, others: 6, chance })).toContain(`once in ${odds} at most`);
    expect(say({ kind: 'weekday', weekday: 1, hours: 3, others: 6, chance: 0 })).toContain('**Tuesday is a short day:** 3 h');
    expect(say({ kind: 'category', category: categoryId('x'), now: 0.3, before: 0.1, chance: 0 })).toContain('30%');
  });

  it('never call sure what has not happened', () => {
    expect([1, 0.999, 0.5, 0.001].map((chance) => chanceText(chance, t))).toEqual(['100%', 'over 99%', '50%', 'under 1%']);
    expect([timeOfDayText(-30, t), timeOfDayText(1_470, de)]).toEqual(['11:30 PM', '0:30']);
    expect([weekdayText(0, 'long', de), weekdayText(6, 'short', t)]).toEqual(['Montag', 'Sun']);
    const missing = [{ of: 'days', count: 1 } as const, { of: 'hours', count: 3 } as const];
    expect(missingText(missing, t)).toBe('Not enough yet: this needs one more day with time and 3 more hours.');
  });

  it('have a name for every model of the forecast', () => {
    for (const { name } of CANDIDATES) expect(Object.keys(en.models)).toContain(name);
  });
});
