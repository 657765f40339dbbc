import { describe, expect, it } from 'vitest';
import { entry, MEMBER, reportOf, requestFor, written } from '../../../test/support/reports.js';
import { categoryId, guildSpace } from '../../domain/ids.js';
import { countingOf } from '../../domain/counting.js';
import { settingsWith } from '../../domain/settings.js';
import type { Session } from '../../domain/session.js';
import type { FormatName } from '../../export/formats.js';
import { personalExport } from '../../export/personal.js';
import { NO_ANSWERS } from '../api.js';
import { lookAt } from '../recognise/look.js';
import type { SourceRow } from '../recognise/source-row.js';

const NOTES = [
  '=SUM(A1)',
  "'=already",
  '+49 30',
  'one; two, "three"',
  'two\nlines\r\nof text',
  'שלום 123',
  '👩‍👩‍👧 🇩🇪',
  'it’s\\n plain, or; not',
];
const entries = NOTES.map((note, n) =>
  entry(`n${n}`, Date.UTC(2026, 9, 5 + n, 6, 0, n), Date.UTC(2026, 9, 5 + n, 9, 30, 3 * n), {
    note,
    category: categoryId(`c${n % 3}`),
    overrideMs: n === 5 ? 1_234_000 : null,
    pauses: n % 3 === 0 ? [{ start: Date.UTC(2026, 9, 5 + n, 7), end: Date.UTC(2026, 9, 5 + n, 7, 20) }] : [],
  }),
);

const read = (bytes: Uint8Array): readonly SourceRow[] => {
  const rows: SourceRow[] = [];
  const { questions, summary } = lookAt(bytes, { answers: NO_ANSWERS, zone: 'UTC' }, (row) => rows.push(row));
  expect([questions, summary?.problems.count]).toEqual([[], 0]);
  return rows;
};
const backAsThey = (rows: readonly SourceRow[]) =>
  rows.map(({ when, note, pauses, overrideMs, userId, labels }) => ({
    ...(when.kind === 'entry' ? { startedAt: when.startedAt, endedAt: when.endedAt } : {}),
    ...{ note, pauses, overrideMs, userId, category: labels.category },
  }));
const asTheyAre = ({ startedAt, endedAt, note, pauses, overrideMs, category }: Session) => ({
  ...{ startedAt, endedAt, note, pauses, overrideMs },
  userId: MEMBER.user,
  category: [`Category ${category}`],
});
const exported = async (format: FormatName): Promise<Uint8Array> =>
  reportOf(entries, (report) => written(report, format), requestFor());

describe('what was exported comes back', () => {
  it.each(['csvMachine', 'json'] as const)('equal, as %s', async (format) => {
    expect(backAsThey(read(await exported(format)))).toEqual(entries.map(asTheyAre));
  });

  it('as a calendar: what counts is equal, and a break lies at the end, since a calendar does not tell when it was', async () => {
    const back = backAsThey(read(await exported('ics')));
    expect(back).toEqual(
      entries.map((session) => ({
        ...asTheyAre(session),
        note: session.note?.replaceAll('\r', '') ?? null,
        // What was set by hand is less than what was measured, and so is told as a break.
        overrideMs: null,
        pauses: breakAtEnd(session),
      })),
    );
  });

  it('out of the archive of all that is kept of somebody', () => {
    const counting = countingOf(settingsWith({ timeZone: 'Europe/Berlin' }));
    const space = {
      space: guildSpace('1'),
      counting,
      categoryName: (id: string) => `Category ${id}`,
      active: null,
      entries,
      days: new Map(),
      documents: {},
      changes: [],
      untold: [],
    };
    const files = personalExport(MEMBER.user, [space], Date.UTC(2026, 11, 1), 'read me');
    const file = (name: string): Uint8Array => Buffer.from(files.find((one) => one.name === name)!.data);
    const byId = ({ category, ...rest }: ReturnType<typeof asTheyAre>) => ({
      ...rest,
      category: [category[0]!.replace('Category ', '')],
    });
    expect(backAsThey(read(file('everything.json')))).toEqual(entries.map(asTheyAre).map(byId));
    const table = backAsThey(read(file('entries.csv')));
    expect(table.map(({ startedAt, note, category }) => [startedAt, note, category])).toEqual(
      entries.map(asTheyAre).map(({ startedAt, note, category }) => [startedAt, note, category]),
    );
  });
});

/** So much of the end as does not count. */
const breakAtEnd = ({ startedAt, endedAt, pauses, overrideMs }: Session) => {
  const end = endedAt ?? startedAt;
  const paused = pauses.reduce((sum, pause) => sum + pause.end - pause.start, 0);
  const untold = overrideMs === null ? paused : end - startedAt - overrideMs;
  return untold === 0 ? [] : [{ start: end - untold, end }];
};
