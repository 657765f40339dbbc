import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counting } from '../../src/domain/counting.js';
import { splitByDay } from '../../src/domain/day-split.js';
import { categoryId, guildSpace, sessionId, userId, type CategoryId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { collect, type EntrySource, type Origin } from '../../src/export/collect.js';
import type { ReportMember, ReportRequest } from '../../src/export/exports.js';
import type { FormatName } from '../../src/export/formats.js';
import { openReport } from '../../src/export/make-report.js';
import type { Report, ReportRow, Sink } from '../../src/export/report.js';
import { writeSpool } from '../../src/export/spool/write-spool.js';
import { WRITERS } from '../../src/export/writers.js';
import { FakeRandom } from './fakes.js';

const HOUR = 3_600_000;

export const BERLIN: Counting = { zone: 'Europe/Berlin', dayStart: 0, boundary: 'split' };
export const MEMBER: ReportMember = { user: userId('100'), name: 'Ada Lovelace' };

/** An ended entry: `start` and `end` as ISO 8601 with an offset, or in ms. */
export const entry = (id: string, start: string | number, end: string | number, more: Partial<Session> = {}): Session => ({
  id: sessionId(id),
  category: categoryId('work'),
  status: 'ENDED_CONFIRMED',
  note: null,
  startedAt: new Date(start).getTime(),
  pauses: [],
  pausedSince: null,
  endedAt: new Date(end).getTime(),
  endReason: 'member',
  overrideMs: null,
  counting: BERLIN,
  ...more,
});

/** Entries of all kinds over half a year, with both changes of the clocks in it. */
export const randomEntries = (count: number, seed: number): readonly Session[] => {
  const random = new FakeRandom(seed);
  const upTo = (n: number): number => Math.floor(random.next() * n);
  const [first, last] = [Date.UTC(2026, 2, 20), Date.UTC(2026, 10, 10)];
  return Array.from({ length: count }, (_, n) => {
    const start = first + upTo(last - first);
    const end = start + upTo(upTo(20) === 0 ? 70 * HOUR : 9 * HOUR);
    const pause = start + upTo(end - start);
    return entry(`e${n}`, start, end, {
      category: categoryId(`c${upTo(4)}`),
      pauses: upTo(3) === 0 && pause < end ? [{ start: pause, end: pause + upTo(end - pause) }] : [],
      overrideMs: upTo(6) === 0 ? upTo(10 * HOUR) : null,
      counting:
        upTo(5) === 0
          ? null
          : {
              zone: ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland'][upTo(3)]!,
              dayStart: [0, 240][upTo(2)]!,
              boundary: upTo(4) === 0 ? 'start' : 'split',
            },
    });
  });
};

/** What is read as the store is: day buckets are made of the same entries, as the store's are. */
export const sourceOf = (
  entriesOf: ReadonlyMap<string, readonly Session[]>,
  origins: ReadonlyMap<Session['id'], Origin> = new Map(),
  usual: Counting = BERLIN,
): EntrySource => ({
  entries: (_space, user, from, to) =>
    Promise.resolve(
      (entriesOf.get(user) ?? [])
        .filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to)
        .toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)),
    ),
  days: (_space, user, from, to) => Promise.resolve(bucketsOf(entriesOf.get(user) ?? [], usual, from, to)),
  origins: () => Promise.resolve(origins),
});

/** Day buckets of entries, as the store has them. */
export const bucketsOf = (
  entries: readonly Session[],
  usual: Counting,
  from: string,
  to: string,
): ReadonlyMap<string, ReadonlyMap<CategoryId, number>> => {
  const days = new Map<string, Map<CategoryId, number>>();
  for (const session of entries)
    for (const [day, ms] of splitByDay(session, session.counting ?? usual)) {
      if (day < from || day > to) continue;
      const of = days.get(day) ?? new Map<CategoryId, number>();
      days.set(day, of.set(session.category, (of.get(session.category) ?? 0) + ms));
    }
  return days;
};

export const requestFor = (more: Partial<ReportRequest> = {}): ReportRequest => ({
  space: { id: guildSpace('300'), name: 'Analytical Engines' },
  about: { kind: 'member', user: MEMBER.user, name: MEMBER.name },
  members: [MEMBER],
  category: null,
  categoryName: (id) => `Category ${id}`,
  from: '20261001',
  to: '20261031',
  counting: BERLIN,
  usual: BERLIN,
  weekStart: 'monday',
  locale: 'en',
  rounding: null,
  detail: 'entries',
  targets: [],
  madeAt: Date.UTC(2026, 10, 2, 9),
  ...more,
});

/** Makes a report of entries by way of a spool, hands it to `use`, and removes what there was. */
export const withReport = async <T>(
  request: ReportRequest,
  source: EntrySource,
  use: (report: Report) => T | Promise<T>,
): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'punchcard-report-'));
  try {
    const spool = join(dir, 'spool');
    const writer = await writeSpool(spool);
    const entries = await collect(request, source, writer, { onRows: () => undefined, signal: new AbortController().signal });
    await writer.close();
    const { space, about, from, to, counting, weekStart, locale, rounding, detail, madeAt, targets } = request;
    const category = request.category === null ? null : request.categoryName(request.category);
    const head = { space, about, category, from, to, counting, weekStart, locale, rounding, detail, madeAt, entries };
    const report = openReport({ spool, head, targets });
    try {
      return await use(report);
    } finally {
      report.close();
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
};

/** The same of the entries of one member. */
export const reportOf = <T>(
  entries: readonly Session[],
  use: (report: Report) => T | Promise<T>,
  more: Partial<ReportRequest> = {},
): Promise<T> => withReport(requestFor(more), sourceOf(new Map([[MEMBER.user, entries]])), use);

export const allRows = async (report: Report): Promise<readonly ReportRow[]> => {
  const rows: ReportRow[] = [];
  for await (const some of report.rows()) rows.push(...some);
  return rows;
};

/** Collects what a format writes. */
export const written = async (report: Report, format: FormatName): Promise<Buffer> => {
  const parts: Buffer[] = [];
  const sink: Sink = {
    write(bytes) {
      parts.push(Buffer.from(bytes as Uint8Array));
      return Promise.resolve();
    },
  };
  const writer = await WRITERS[format]();
  await writer.write(report, sink, () => undefined);
  return Buffer.concat(parts);
};
