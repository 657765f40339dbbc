import type { EntryFields } from '../domain/commands.js';
import { clipPauses } from '../domain/decide/entry-fields.js';
import type { Dice } from './dice.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Entries confirm themselves after so many days, or their people did it before. */
const CONFIRMED_AFTER_MS = 7 * DAY_MS;

/** What became of an entry after it was written. */
export type Fate =
  | { readonly type: 'kept' }
  /** It was not measured but told later. */
  | { readonly type: 'added' }
  /** A mistake that was taken away. */
  | { readonly type: 'deleted' }
  | { readonly type: 'adjusted'; readonly effectiveMs: number }
  | { readonly type: 'edited'; readonly patch: Partial<EntryFields> };

export interface PlannedEntry {
  /** As it is written first. */
  readonly entry: EntryFields;
  readonly fate: Fate;
  readonly isConfirmed: boolean;
}

/** What is there in the end; null when it was deleted. */
export const endsAs = ({ entry, fate }: PlannedEntry): EntryFields | null => {
  switch (fate.type) {
    case 'kept':
    case 'added':
      return entry;
    case 'deleted':
      return null;
    case 'adjusted':
      return { ...entry, overrideMs: fate.effectiveMs };
    case 'edited': {
      const edited = { ...entry, ...fate.patch };
      return { ...edited, pauses: clipPauses(edited.pauses, edited.startedAt, edited.endedAt) };
    }
  }
};

/**
 * Lets things happen to an entry as they happen to people.
 * @param room from when until when the person did nothing else, ms; an entry is never moved out of it
 * @param now ms
 */
export const befall = (
  dice: Dice,
  entry: EntryFields,
  {
    room,
    now,
    forgets,
    forgotten,
  }: {
    readonly room: { readonly from: number; readonly to: number };
    readonly now: number;
    /** How probable it is that the clock-out was forgotten. */
    readonly forgets: number;
    /** The note of who mended that. */
    readonly forgotten: string;
  },
): PlannedEntry => {
  const isOld = now - entry.endedAt > CONFIRMED_AFTER_MS;
  const as = (fate: Fate, isConfirmed = isOld, written = entry): PlannedEntry => ({ entry: written, fate, isConfirmed });
  const until = Math.min(entry.endedAt + dice.whole(120, 840) * MINUTE_MS, room.to - MINUTE_MS);
  if (dice.chance(forgets) && until > entry.endedAt + 60 * MINUTE_MS) {
    const written = { ...entry, endedAt: until };
    if (dice.chance(0.15)) return as({ type: 'kept' }, false, written);
    return as({ type: 'edited', patch: { endedAt: entry.endedAt, note: entry.note ?? forgotten } }, isOld, written);
  }
  const happens = dice.between(0, 1);
  if (happens < 0.03) return as({ type: 'added' });
  if (happens < 0.06) return as({ type: 'adjusted', effectiveMs: roundedOf(entry) });
  if (happens < 0.07) return as({ type: 'deleted' }, false);
  if (happens < 0.1) {
    const startedAt = Math.max(entry.startedAt - dice.whole(5, 25) * MINUTE_MS, room.from + MINUTE_MS);
    if (startedAt < entry.startedAt) return as({ type: 'edited', patch: { startedAt } });
  }
  return as({ type: 'kept' }, isOld);
};

/** What somebody writes who remembers it by the quarter of an hour, ms: more than nothing. */
const roundedOf = ({ startedAt, endedAt, pauses }: EntryFields): number => {
  const paused = pauses.reduce((sum, { start, end }) => sum + end - start, 0);
  return Math.max(1, Math.round((endedAt - startedAt - paused) / (15 * MINUTE_MS))) * 15 * MINUTE_MS;
};
