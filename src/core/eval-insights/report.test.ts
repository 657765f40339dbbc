import { describe, expect, it } from 'vitest';
import { dayNumber, weekdayIndex } from '../../domain/day-number.js';
import { createTranslators } from '../../i18n/translators.js';
import type { Row } from '../eval-forecast/read-file.js';
import { insightsAt, reportLines, type ReportTask } from './report.js';

const t = createTranslators({ strict: true }).for('en');
const HOUR = 3_600_000;
const LAST = dayNumber('20260628');
const task: ReportTask = { zone: 'UTC', day: '20260628', days: 28 };

/** Ten weeks of working days from nine on, the last of them a Sunday; each row twice, as some files have them. */
const rows = Array.from({ length: 70 }, (_, back) => LAST - back)
  .filter((day) => weekdayIndex(day) < 5)
  .flatMap((day): readonly Row[] => {
    const start = day * 24 * HOUR + 9 * HOUR;
    const row = { user: '', category: 'Work', start, end: start + 2 * HOUR };
    return [row, row];
  });

describe('what /insights would have said of a history', () => {
  it('counts what is there twice once, and has the score with its numbers', () => {
    const lines = reportLines(insightsAt(rows, task), task, t);
    expect(lines[0]).toBe('28 days to 20260628: 20 days with 40 h, 0 entries over 16 h left out');
    expect(lines[1]).toMatch(/^score \d\d$/);
    expect(lines).toContain('  focus 80 (blocks 20, minutes 120)');
    expect(lines).toContain('week 10 h, usually 10 h (8.2 h to 11.8 h): usual');
    expect(lines.slice(-2)).toEqual(['categories Work 100% same', 'remarks: none']);
  });

  it('leaves out what came later, and says what is missing', () => {
    const early: ReportTask = { ...task, day: '20260425', days: 90 };
    const insights = insightsAt(rows, early);
    expect(insights).toMatchObject({ activeDays: 5, hours: 10 });
    expect(reportLines(insights, early, t)).toContain('Not enough yet: this needs 2 more days with time.');
    expect(reportLines(insightsAt([], early), early, t).at(-1)).toContain('remarks: Not enough yet');
  });
});
