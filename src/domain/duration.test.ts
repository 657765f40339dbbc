import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../i18n/format.js';
import { createTranslators } from '../i18n/translators.js';
import { DURATION_MAX_MS, parseDuration } from './duration.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('parseDuration', () => {
  it.each([
    ['1h 20m', 80 * MINUTE],
    ['1h20m', 80 * MINUTE],
    ['1 H 20 Min', 80 * MINUTE],
    ['80m', 80 * MINUTE],
    ['1:20', 80 * MINUTE],
    ['1:5', 65 * MINUTE],
    ['1:20:30', 80 * MINUTE + 30 * SECOND],
    ['100:00', 100 * HOUR],
    ['4800s', 80 * MINUTE],
    ['90', 90 * MINUTE],
    ['1.5', 90 * SECOND],
    ['1.5h', 90 * MINUTE],
    ['1,5h', 90 * MINUTE],
    ['2d', 2 * DAY],
    ['1d 2h 3m 4s', DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
    ['2 hours 5 minutes', 2 * HOUR + 5 * MINUTE],
    ['0', 0],
    ['  45 min ', 45 * MINUTE],
    ['0.3333s', 333],
    ['366d', DURATION_MAX_MS],
    ['1h20', 80 * MINUTE],
    ['1h45', 105 * MINUTE],
    ['1h45m', 105 * MINUTE],
    ['1:45', 105 * MINUTE],
    ['1 h 45 min', 105 * MINUTE],
    ['1h 20', 80 * MINUTE],
    ['1½h', 90 * MINUTE],
    ['1 ½ h', 90 * MINUTE],
    ['¾ Stunde', 45 * MINUTE],
    ['½h', 30 * MINUTE],
    [':30', 30 * MINUTE],
    ['25:00:00', 25 * HOUR],
    ['1 Stunde 20 Minuten', 80 * MINUTE],
    ['1 Std 20 Min', 80 * MINUTE],
    ['1 Std. 20 Min.', 80 * MINUTE],
    ['2 Tage, 3 Stunden und 5 Sekunden', 2 * DAY + 3 * HOUR + 5 * SECOND],
    ['1 hour and 20 minutes', 80 * MINUTE],
    ['0,125h', 450 * SECOND],
  ])('reads %j', (input, ms) => {
    expect(parseDuration(input)).toEqual({ ok: true, value: ms });
  });

  it.each([
    '',
    '  ',
    'h',
    '-5',
    '1h -20m',
    '20m 1h',
    '1h 1h',
    '1:60',
    '1:20:60',
    '1:2:3:4',
    'abc',
    '-5m',
    '1h-2h',
    '1.234,5',
    '1.234',
    '1,500h',
    '1h 75',
    '1h 20m 30',
    '1d 5',
    '1h,',
    '1h and',
    'and 1h',
    '½½h',
    '1½½',
    ':5',
    ':60',
    ':30:15',
    '１h',
    '1 constructor',
    '1x',
    '1..5h',
    '.5h',
    '5.',
    '1e3',
    '367d',
    '9'.repeat(400),
    `1h${' '.repeat(5000)}x`,
    '٣m',
  ])('refuses %j', (input) => {
    expect(parseDuration(input)).toMatchObject({ ok: false, error: { code: 'DURATION_INVALID' } });
  });

  it('reads back every way of writing a number of seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DURATION_MAX_MS / SECOND }), (seconds) => {
        const [d, h, m, s] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600), Math.floor(seconds / 60), seconds % 60];
        const pad = (part: number): string => String(part).padStart(2, '0');
        for (const text of [
          `${seconds}s`,
          `${m}m ${s}s`,
          `${h}h${m % 60}m${s}s`,
          `${d}d ${h % 24}h ${m % 60}m ${s}s`,
          `${h}:${pad(m % 60)}:${pad(s)}`,
        ]) {
          expect(parseDuration(text)).toEqual({ ok: true, value: seconds * SECOND });
        }
      }),
    );
  });

  it.each(['en', 'de'])('reads what we show in %s', (locale) => {
    const t = createTranslators().for(locale);
    fc.assert(
      // From a thousand hours on there is a mark between the digits, which is refused because it may be a decimal point.
      fc.property(
        fc.oneof(
          fc.nat(59),
          fc.nat(59_999).map((minutes) => minutes * 60),
        ),
        (seconds) => {
          expect(parseDuration(formatDuration(seconds * SECOND, t))).toEqual({ ok: true, value: seconds * SECOND });
        },
      ),
    );
    expect(parseDuration(formatDuration(1234 * HOUR, t)).ok).toBe(false);
  });

  it('answers any text with whole ms in range, or a refusal', () => {
    const unit = fc.constantFrom('1', '2', '0', ':', 'h', 'm', 's', 'd', '.', ',', '½', '-', ' ', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit, maxLength: 10 })), (text) => {
        const parsed = parseDuration(text);
        if (parsed.ok) {
          expect(Number.isInteger(parsed.value) && parsed.value >= 0 && parsed.value <= DURATION_MAX_MS).toBe(true);
        } else expect(parsed.error.code).toBe('DURATION_INVALID');
      }),
    );
  });
});
