import { z } from 'zod';
import { jsonIn, wholeText } from './bytes.js';
import { Rows, UnreadableFile, type ReadFile, type Row } from './row.js';
import { readPunchcardTable } from './tables.js';

const Entry = z.object({
  category: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  pauses: z.array(z.object({ start: z.number(), end: z.number() })),
  overrideMs: z.number().nullable(),
});
const Everything = z.object({
  format: z.literal('punchcard-personal-1'),
  user: z.string(),
  spaces: z.array(z.object({ entries: z.array(z.unknown()) })),
});

/** What counts of an entry, as stretches: without its breaks, or the time that was set by hand. */
const rowsOf = (user: string, { category, startedAt, endedAt, pauses, overrideMs }: z.infer<typeof Entry>): readonly Row[] => {
  if (endedAt === null) return [];
  if (overrideMs !== null) return [{ user, category, start: startedAt, end: startedAt + overrideMs }];
  const bounds = [startedAt, ...pauses.flatMap(({ start, end }) => [start, end]), endedAt];
  const rows: Row[] = [];
  for (let nth = 0; nth + 1 < bounds.length; nth += 2)
    rows.push({ user, category, start: bounds[nth] ?? 0, end: bounds[nth + 1] ?? 0 });
  return rows;
};

/** `everything.json` or `entries.csv` out of the archive that `/privacy export` gives. */
export const readPunchcard = async (file: string): Promise<ReadFile> => {
  if (!/\.json(\.gz)?$/i.test(file)) return readPunchcardTable(file);
  const everything = Everything.safeParse(jsonIn(await wholeText(file), 'everything.json of an export'));
  if (!everything.success) throw new UnreadableFile(`${file} is no everything.json of an export of Punchcard`);
  const rows = new Rows();
  let number = 0;
  for (const { entries } of everything.data.spaces) {
    for (const item of entries) {
      number += 1;
      const entry = Entry.safeParse(item);
      if (entry.success) for (const row of rowsOf(everything.data.user, entry.data)) rows.add(number, row);
      else rows.add(number, entry.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    }
  }
  return rows;
};
