import { describe, expect, it } from 'vitest';
import { parseTypedWeek } from './week.js';

/** A Wednesday. */
const today = '20260107';
const read = (input: string, more: Partial<Parameters<typeof parseTypedWeek>[1]> = {}) => {
  const week = parseTypedWeek(input, { today, weekStart: 'monday', locale: 'en', ...more });
  return week.ok ? `${week.value.from}-${week.value.to}` : week.error.code;
};

describe('parseTypedWeek', () => {
  it.each([
    ['this', '20260105-20260111'],
    ['diese Woche', '20260105-20260111'],
    ['next', '20260112-20260118'],
    ['Nächste Woche', '20260112-20260118'],
    ['last', '20251229-20260104'],
    ['2026-W02', '20260105-20260111'],
    ['2026w02', '20260105-20260111'],
    ['KW 3', '20260112-20260118'],
    ['week 3', '20260112-20260118'],
    ['kw 1/2026', '20251229-20260104'],
    ['2020-W53', '20201228-20210103'],
    ['2026-01-31', '20260126-20260201'],
    ['31.1.2026', '20260126-20260201'],
    ['tomorrow', '20260105-20260111'],
    ['next monday', '20260112-20260118'],
  ])('%s', (input, week) => expect(read(input)).toBe(week));

  it('takes the nearest week of a number without a year', () => {
    expect(read('KW 52')).toBe('20251222-20251228');
    expect(read('KW 1', { today: '20261228' })).toBe('20270104-20270110');
  });

  it('begins weeks where the space does; an ISO week is the one with its Thursday', () => {
    expect(read('this', { weekStart: 'sunday' })).toBe('20260104-20260110');
    expect(read('2026-W02', { weekStart: 'sunday' })).toBe('20260104-20260110');
    expect(read('2026-01-11', { weekStart: 'sunday' })).toBe('20260111-20260117');
  });

  it('reads numbers by the locale', () => {
    expect(read('3/4/2026', { locale: 'en-US' })).toBe('20260302-20260308');
    expect(read('3/4/2026', { locale: 'de' })).toBe('20260330-20260405');
  });

  it.each(['', ' ', 'soon', '2026-W54', '2021-W53', 'KW 0', '2026-02-30', '1900-01-01', 'x'.repeat(100), 'constructor'])(
    'refuses %j',
    (input) => expect(read(input)).toBe('WEEK_INVALID'),
  );
});
