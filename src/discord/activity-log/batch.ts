import { createHash } from 'node:crypto';
import { eventsOf } from '../../commands/activity-log/events.js';
import { LOG_KINDS, placeOf, type LogKind, type LogPlaces } from '../../domain/activity-log.js';
import type { ChannelId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { LogBatch, LogPart, PostedLog } from '../../engine/posted-log.js';
import { toldFrom } from './switched-on.js';

/** What happened longer ago than this, ms, is counted and not told: after an outage nobody wants to read hundreds of old lines. */
const TOO_OLD_MS = 24 * 3_600_000;

export const digestOf = (text: string, characters: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, characters);

/** Short, and without the id of a member in it. */
const nameOf = (row: LedgerRow): string => digestOf(row.id, 12);

/** The rows that belong to a batch which is noted already, by their place in it. */
export const notedIn = (rows: readonly LedgerRow[], batch: LogBatch | null): ReadonlyMap<number, LedgerRow> => {
  const places = new Map(batch?.rows.map((name, at) => [name, at]) ?? []);
  return new Map(
    rows.flatMap((row) => {
      const at = places.get(nameOf(row));
      return at === undefined ? [] : [[at, row] as const];
    }),
  );
};

export interface Places {
  readonly places: LogPlaces;
  readonly config: SpaceConfig;
  /** ms */
  readonly now: number;
}

/**
 * What comes of these rows: which of them go to which channel, and what is not told there because it is too long ago.
 * @param told those that are told already; the batch remembers them too, as long as they may be handed over again
 */
export const batchOf = (
  rows: readonly LedgerRow[],
  told: ReadonlySet<LedgerRow>,
  before: PostedLog,
  { places, config, now }: Places,
): PostedLog => {
  const { logChannel } = config.settings;
  const from = new Map<LogKind, number>(LOG_KINDS.map((kind) => [kind, toldFrom(rows, kind, places, logChannel)]));
  const toTell = new Map<ChannelId, number[]>();
  const old = new Map<ChannelId, number>();
  for (const [at, row] of rows.entries()) {
    const [event] = told.has(row) ? [] : eventsOf(row, config);
    const channel = event === undefined ? null : placeOf(event.kind, places, logChannel);
    if (event === undefined || channel === null || at < (from.get(event.kind) ?? 0)) continue;
    if (now - row.at > TOO_OLD_MS) old.set(channel, (old.get(channel) ?? 0) + 1);
    else toTell.set(channel, [...(toTell.get(channel) ?? []), at]);
  }
  const channels = { ...before.channels };
  for (const [channel, count] of old) {
    const known = channels[channel];
    channels[channel] = { refused: known?.refused ?? null, missed: (known?.missed ?? 0) + count };
  }
  const parts = [...toTell].map(([channel, these]): LogPart => ({
    channel,
    rows: these,
    missed: channels[channel]?.missed ?? 0,
    isDone: false,
  }));
  return { batch: { rows: rows.map(nameOf), parts }, channels };
};

/**
 * The nonce of a part of a batch, at most 25 characters. It is the same after a crash, because the batch was noted. Discord counts a nonce for all that a bot
 * writes, so the channel is a part of it.
 */
export const nonceOf = (space: string, { rows }: LogBatch, { channel }: LogPart): string =>
  `l${digestOf(`${space} ${channel} ${rows.join(' ')}`, 22)}`;

/** A part is posted, or will not be. */
export const withDone = (posted: PostedLog, part: LogPart, refused: PostedLog['channels'][string]['refused']): PostedLog => {
  const { batch, channels } = posted;
  if (batch === null) return posted;
  const parts = batch.parts.map((one) => (one.channel === part.channel ? { ...one, isDone: true } : one));
  const { [part.channel]: known, ...others } = channels;
  const missed = known?.missed ?? 0;
  const left = refused === null ? Math.max(0, missed - part.missed) : missed + part.rows.length;
  const isPlain = refused === null && left === 0;
  return {
    batch: { ...batch, parts },
    channels: isPlain ? others : { ...others, [part.channel]: { missed: left, refused } },
  };
};
