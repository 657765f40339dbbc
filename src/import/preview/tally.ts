import type { EntryFields } from '../../domain/commands.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { BesideRow, Preview, RefusedRow } from '../api.js';
import { listing } from '../listing.js';
import type { SourceRow } from '../recognise/source-row.js';

/** Adds up what becomes of rows. */
export interface Tally {
  readonly open: (row: { readonly row: number; readonly startedAt: number }) => void;
  ignored(): void;
  untimedSkipped(): void;
  readonly duplicate: (row: BesideRow) => void;
  readonly overlap: (row: BesideRow) => void;
  readonly refused: (row: RefusedRow) => void;
  stored(
    meant: { readonly user: UserId; readonly category: CategoryId; readonly newName: string | null },
    entry: EntryFields,
    row: SourceRow,
  ): void;
  preview(): Omit<Preview, 'questions' | 'problems' | 'shifted'>;
}

interface Sum {
  entries: number;
  ms: number;
}

const byMs = <T extends Sum>(sums: Iterable<T>): readonly T[] => [...sums].toSorted((a, b) => b.ms - a.ms);

/** What counts of an entry, ms. */
export const entryMs = ({ startedAt, endedAt, pauses, overrideMs }: EntryFields): number =>
  overrideMs ?? endedAt - startedAt - pauses.reduce((sum, { start, end }) => sum + end - start, 0);

export const tallying = (config: SpaceConfig): Tally => {
  const [duplicates, overlaps] = [listing<BesideRow>(), listing<BesideRow>()];
  const open = listing<{ readonly row: number; readonly startedAt: number }>();
  const refused = listing<RefusedRow>();
  const [twice, never, breaksAtEnd, notesCut] = [listing<number>(), listing<number>(), listing<number>(), listing<number>()];
  const members = new Map<UserId, Sum & { readonly user: UserId }>();
  const categories = new Map<string, Sum & { readonly id: CategoryId | null; readonly name: string }>();
  let [ignored, untimedSkipped, entries, ms] = [0, 0, 0, 0];
  let [from, to] = [Infinity, -Infinity];
  const nameOf = (id: CategoryId): string => config.categories.find((category) => category.id === id)?.name ?? id;

  const add = (sum: Sum, counted: number): void => {
    sum.entries += 1;
    sum.ms += counted;
  };

  return {
    open: (row) => open.add(row),
    ignored: () => void (ignored += 1),
    untimedSkipped: () => void (untimedSkipped += 1),
    duplicate: (row) => duplicates.add(row),
    overlap: (row) => overlaps.add(row),
    refused: (row) => refused.add(row),
    stored({ user, category, newName }, entry, row) {
      const counted = entryMs(entry);
      entries += 1;
      ms += counted;
      from = Math.min(from, entry.startedAt);
      to = Math.max(to, entry.endedAt);
      const member = members.get(user) ?? { user, entries: 0, ms: 0 };
      members.set(user, member);
      add(member, counted);
      const sum = categories.get(category) ?? {
        ...{ id: newName === null ? category : null, name: newName ?? nameOf(category) },
        ...{ entries: 0, ms: 0 },
      };
      categories.set(category, sum);
      add(sum, counted);
      if (row.when.kind === 'entry' && row.when.isTwice) twice.add(row.row);
      if (row.when.kind === 'entry' && row.when.isMoved) never.add(row.row);
      if (row.hasBreakAtEnd) breaksAtEnd.add(row.row);
      if (row.isNoteCut) notesCut.add(row.row);
    },
    preview: () => ({
      stored: {
        ...{ entries, ms },
        from: entries === 0 ? null : from,
        to: entries === 0 ? null : to,
        members: byMs(members.values()),
        categories: byMs(categories.values()),
      },
      duplicates: duplicates.listed,
      overlaps: overlaps.listed,
      isOverlapStored: config.settings.overlap === 'allow',
      open: open.listed,
      ...{ ignored, untimedSkipped },
      refused: refused.listed,
      remarks: {
        ...{ twice: twice.listed, never: never.listed },
        ...{ breaksAtEnd: breaksAtEnd.listed, notesCut: notesCut.listed },
      },
    }),
  };
};
