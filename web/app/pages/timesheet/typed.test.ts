import { describe, expect, it } from 'vitest';
import { breaksOn, breaksText, chosenOf, fieldsOf, momentOn, readTime } from './typed.js';

const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('a typed time', () => {
  it.each(['20:15', '20.15', '2015', '8:15 pm', '8:15 PM', '20:15 Uhr', '20 Uhr 15', ' 20:15 ', '２０：１５', 'abends 8:15'])(
    '%s is 20:15, whoever reads',
    (text) => {
      expect(readTime(text)).toMatchObject({ hour: 20, minute: 15 });
      const typed = momentOn('2026-06-01', text, BERLIN);
      expect(typed.ok && iso(chosenOf(typed.value, false))).toBe('2026-06-01T18:15:00.000Z');
    },
  );

  it.each(['', '25:00', '20:60', '8:15 xm', 'soon', '1'.repeat(50)])('%s is none', (text) => {
    expect(momentOn('2026-06-01', text, BERLIN)).toMatchObject({ ok: false, error: { code: 'TIME_INVALID' } });
  });

  it('needs a day that there is', () => {
    expect(momentOn('2026-02-30', '9:00', BERLIN).ok).toBe(false);
    expect(momentOn('', '9:00', BERLIN).ok).toBe(false);
  });

  it('is refused where the clocks jump over it, and asked about where they show it twice', () => {
    expect(momentOn('2026-03-29', '2:30', BERLIN)).toMatchObject({ ok: false, error: { code: 'TIME_SKIPPED' } });
    const twice = momentOn('2026-10-25', '2:30', BERLIN);
    expect(twice).toMatchObject({ ok: true, value: { kind: 'twice' } });
    expect(twice.ok && [false, true].map((second) => iso(chosenOf(twice.value, second)))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
  });

  it('comes back from the fields of a moment', () => {
    expect(fieldsOf(at('2026-06-01T18:15Z'), BERLIN)).toEqual({ day: '2026-06-01', time: '20:15' });
    expect(fieldsOf(at('2026-06-01T22:00:07.900Z'), BERLIN)).toEqual({ day: '2026-06-02', time: '00:00:07' });
  });
});

describe('typed breaks', () => {
  const start = at('2026-06-01T07:00Z');

  it('come back as they were, also over midnight', () => {
    const breaks = [
      { start: at('2026-06-01T10:00Z'), end: at('2026-06-01T10:30Z') },
      { start: at('2026-06-01T21:50Z'), end: at('2026-06-01T22:10Z') },
    ];
    expect(breaksText(breaks, BERLIN)).toBe('12:00 - 12:30, 23:50 - 00:10');
    expect(breaksOn(breaksText(breaks, BERLIN), start, BERLIN)).toEqual({ ok: true, value: breaks });
  });

  it('are read as people write them', () => {
    const [first] = [breaksOn('12–12:30; 15:00 bis 15:10', start, BERLIN)];
    expect(first.ok && first.value.map((each) => iso(each.start))).toEqual([
      '2026-06-01T10:00:00.000Z',
      '2026-06-01T13:00:00.000Z',
    ]);
    expect(breaksOn('  ', start, BERLIN)).toEqual({ ok: true, value: [] });
  });

  it.each(['12:00', '12:00 - 12:30 - 13:00', 'lunch'])('%s is not understood', (text) => {
    expect(breaksOn(text, start, BERLIN)).toMatchObject({ ok: false, error: { code: 'BREAKS_NOT_UNDERSTOOD' } });
  });
});
