import { z } from 'zod';
import { placeOf, type LogKind, type LogPlaces } from '../../domain/activity-log.js';
import type { ChannelId } from '../../domain/ids.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { configuration } from '../../engine/documents/kinds/configuration.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';

/** Does a row change where things are told, or what is told of them? */
export const isAboutLog = (row: LedgerRow): boolean =>
  row.kind === 'document' && (row.document === activityLog.name || row.document === configuration.name);

/** Of a list of places that is told as one value, because it is the first that was stored. */
const Whole = z.looseObject({ places: z.record(z.string(), z.unknown()) });

/** Does the row give `kind` a place of its own, or take that away, where it was told nowhere? */
const turnsOnOwn = (row: LedgerRow, kind: LogKind, hadCommon: boolean): boolean => {
  if (row.kind !== 'document' || row.document !== activityLog.name) return false;
  return row.changes.some(({ path, before, after }) => {
    if (path.length === 0) return !hadCommon && Whole.safeParse(after).data?.places[kind] !== undefined;
    if (path.join('.') !== `places.${kind}`) return false;
    return before === 'off' || (before === undefined && !hadCommon);
  });
};

const turnsOnCommon = (row: LedgerRow): boolean =>
  row.kind === 'document' &&
  row.document === configuration.name &&
  row.changes.some(({ path, before }) => path.join('.') === 'settings.logChannel' && (before ?? null) === null);

/**
 * From which of these rows on a kind is told: from the one on with which somebody switched it on, if that is among them; 0 otherwise. Where things are told
 * is known as it is now, and rows of before it was so are nobody's business.
 */
export const toldFrom = (rows: readonly LedgerRow[], kind: LogKind, places: LogPlaces, logChannel: ChannelId | null): number => {
  if (placeOf(kind, places, logChannel) === null) return rows.length;
  const on = rows.findLastIndex(
    (row) => turnsOnOwn(row, kind, logChannel !== null) || (places[kind] === undefined && turnsOnCommon(row)),
  );
  return Math.max(0, on);
};
