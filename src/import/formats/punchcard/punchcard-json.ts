import { z } from 'zod';
import { parseJson } from '../../bytes/json.js';
import { FileRefused } from '../../refused.js';
import { excerpt, labelled, rawRow, type Emit, type RawProblem, type RawRow } from '../raw-row.js';
import { breaksIn } from './breaks.js';

const Report = z.looseObject({ format: z.literal('punchcard-report-1'), entries: z.array(z.unknown()) });
const Reported = z.looseObject({
  member: z.looseObject({ id: z.string(), name: z.string() }),
  category: z.looseObject({ name: z.string() }),
  start: z.string(),
  end: z.string(),
  breaks: z.array(z.looseObject({ start: z.string(), end: z.string() })),
  overrideSeconds: z.number().nonnegative().nullable(),
  note: z.string().nullish(),
});

const Personal = z.looseObject({
  format: z.literal('punchcard-personal-1'),
  user: z.string(),
  spaces: z.array(z.looseObject({ entries: z.array(z.unknown()) })),
});
const Session = z.looseObject({
  category: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  pauses: z.array(z.looseObject({ start: z.number(), end: z.number() })),
  overrideMs: z.number().nonnegative().nullable(),
  note: z.string().nullish(),
});

const notUnderstood = (row: number, found: unknown): RawProblem => ({
  row,
  reason: 'notUnderstood',
  text: excerpt(found),
});

const reportedRow = (found: unknown, row: number): RawRow | RawProblem => {
  const { data } = Reported.safeParse(found);
  if (data === undefined) return notUnderstood(row, found);
  const pauses = breaksIn(data.breaks.map(({ start, end }) => `${start}/${end}`).join(' '));
  if (pauses === null) return { row, reason: 'breaksInvalid', text: '' };
  return rawRow({
    row,
    person: data.member.name,
    userId: data.member.id,
    labels: { category: labelled(data.category.name) },
    note: data.note ?? '',
    start: { text: data.start },
    end: { text: data.end },
    pauses,
    overrideMs: data.overrideSeconds === null ? null : Math.round(data.overrideSeconds * 1000),
  });
};

const personalRow = (found: unknown, row: number, user: string): RawRow | RawProblem => {
  const { data } = Session.safeParse(found);
  if (data === undefined) return notUnderstood(row, found);
  const { category, startedAt, endedAt, pauses, overrideMs, note } = data;
  return rawRow({
    row,
    person: user,
    userId: user,
    labels: { category: labelled(category) },
    note: note ?? '',
    start: startedAt,
    end: endedAt,
    pauses: pauses.map(({ start, end }) => ({ start, end })),
    overrideMs,
    isOpen: endedAt === null,
  });
};

/** A report as JSON, or `everything.json` out of the archive that `/privacy export` gives. Entries count from 1, over all spaces. @throws FileRefused */
export const readPunchcardJson = (text: string, emit: Emit): void => {
  const json = parseJson(text);
  const report = Report.safeParse(json);
  if (report.success) {
    for (const [nth, item] of report.data.entries.entries()) emit(reportedRow(item, nth + 1));
    return;
  }
  const personal = Personal.safeParse(json);
  if (!personal.success) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'Punchcard' });
  let row = 0;
  for (const { entries } of personal.data.spaces)
    for (const item of entries) emit(personalRow(item, (row += 1), personal.data.user));
};
