import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { seeded } from '../../domain/seeded.js';
import { EXIT, ProgramEnd } from '../flat/exit.js';
import { flatRow, type FlatRow } from '../flat/row.js';
import type { Item } from './table.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ACTIVITIES = ['Project', 'Reading', 'Support'] as const;
const NOTES = ['', 'planning', 'review', 'first draft'] as const;

/**
 * Made-up rows: up to two a day, of the days before `now`. The same seed on the same day makes the same rows, so seeding twice adds nothing.
 * @param now ms
 */
export const madeUp = (count: number, seed: number, now: number): readonly FlatRow[] => {
  const random = seeded(`rows ${seed}`);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  const today = now - (now % DAY);
  return Array.from({ length: count }, (_, nth) => {
    const start = today - (Math.floor(nth / 2) + 1) * DAY + (nth % 2 === 0 ? 8 : 13) * HOUR + below(60) * 60_000;
    const end = start + 20 * 60_000 + below(220 * 60) * 1000;
    return flatRow(ACTIVITIES[below(ACTIVITIES.length)] ?? 'Project', { start, end }, NOTES[below(NOTES.length)] ?? '');
  });
};

const Scan = z.object({ Items: z.array(z.record(z.string(), z.record(z.string(), z.unknown()))) });
/** Bytes, unpacked: a file of `backup` is read as a whole. */
const LARGEST = 512 << 20;

/** The items of a file that `backup` or `aws dynamodb scan` wrote. @throws ProgramEnd */
export const itemsOfBackup = async (file: string): Promise<readonly Item[]> => {
  try {
    const bytes = await readFile(file);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (isPacked ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes).toString('utf8');
    return Scan.parse(JSON.parse(text)).Items;
  } catch (error) {
    const isOther = error instanceof z.ZodError || error instanceof SyntaxError;
    const why = isOther
      ? 'it is no file of `backup` or of `aws dynamodb scan`'
      : error instanceof Error
        ? error.message
        : String(error);
    throw new ProgramEnd(EXIT.failed, `${file} cannot be read: ${why}`);
  }
};
