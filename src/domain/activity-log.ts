import type { ChannelId } from './ids.js';

/** What the activity log of a server tells of, each of which may go to a channel of its own. */
export const LOG_KINDS = [
  'clockIn',
  'clockOut',
  'pause',
  'resume',
  'corrections',
  'requests',
  'forceOut',
  'exports',
  'settings',
  'roles',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** Of these, what is told of the clock itself. */
export const CLOCK_KINDS = ['clockIn', 'clockOut', 'pause', 'resume'] as const satisfies readonly LogKind[];

/** Where a kind goes that does not go where the others go: a channel of its own, or nowhere. */
export type LogPlace = ChannelId | 'off';

/** What is not in it goes to the channel of the setting `logChannel`. */
export type LogPlaces = Readonly<Partial<Record<LogKind, LogPlace>>>;

/** Where a kind is told; null: nowhere. */
export const placeOf = (kind: LogKind, places: LogPlaces, logChannel: ChannelId | null): ChannelId | null => {
  const own = places[kind];
  return own === 'off' ? null : (own ?? logChannel);
};

/** Is anything told anywhere? */
export const isLogging = (places: LogPlaces, logChannel: ChannelId | null): boolean =>
  LOG_KINDS.some((kind) => placeOf(kind, places, logChannel) !== null);

/** With these kinds in another place; null: where all go that have no place of their own. The same when nothing changes. */
export const withPlaces = (places: LogPlaces, kinds: readonly LogKind[], place: LogPlace | null): LogPlaces => {
  if (kinds.every((kind) => (places[kind] ?? null) === place)) return places;
  const others = Object.entries<LogPlace>(places).filter(([kind]) => !kinds.some((one) => one === kind));
  return Object.fromEntries<LogPlace>([
    ...others,
    ...(place === null ? [] : kinds.map((kind): [LogKind, LogPlace] => [kind, place])),
  ]);
};
