import type { SpaceId, UserId } from '../../domain/ids.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { configuration } from '../../engine/documents/kinds/configuration.js';
import type { LedgerReader, LedgerRows } from '../../engine/ledger-rows.js';
import { audienceOf, textOf, type Sight } from './told.js';

/** Where the text of a listener goes. */
export interface Sink {
  /** False: it takes no more, and is closed. */
  write(text: string): boolean;
  end(): void;
}

export interface Listening {
  readonly space: SpaceId;
  readonly user: UserId;
  /** What it may see now, asked anew again and again; null: nothing any more, and it is closed. Rejects when that cannot be found out: then it is closed too. */
  readonly look: () => Promise<Sight | null>;
  /** The position of the last event that it has; null: it begins now. */
  readonly after: string | null;
  readonly sink: Sink;
}

export interface LiveDeps {
  readonly ledger: LedgerReader;
  /** See `Chain.onNews`. */
  readonly onNews: (listener: (space: SpaceId | null) => void) => () => void;
  readonly clock: Pick<Clock, 'after' | 'every'>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What happens in spaces, for all who listen in this process. */
export interface LiveHub {
  /** Answers how to stop. STREAMS_FULL with `max`. Rejects with StoreUnavailable. */
  listen(listening: Listening): Promise<Result<() => void, DomainError>>;
  /** Ends all streams. */
  close(): void;
}

/** Streams of one person, and of all, in one process. */
export const STREAMS = { perPerson: 6, altogether: 2_000 } as const;
/** What happens within this is read, and told to each listener, in one go; ms. People do not see the difference, and a click has to share the process with it. */
const GATHER_MS = 100;
/** Proxies close what is silent for a minute; so long somebody may still hear who may not any more, ms. */
export const HEARTBEAT_MS = 15_000;
/** Rows that are read at once. */
const PAGE = 200;
/** Whoever missed more rows than this is told to read everything anew. */
const MISSED_MAX = 1_000;
const RESET = 'event: reset\ndata: {}\n\n';
const HEARTBEAT = ': still here\n\n';
/** ms after which an `EventSource` comes back. */
const HELLO = 'retry: 3000\n\n';

interface Listener {
  readonly listening: Listening;
  sight: Sight;
  /** Up to which it has been told everything; rows before that are not told again. */
  told: string;
  /** What came while it is still told what it missed; null: it is up to date. */
  waiting: { readonly position: string; readonly text: string }[] | null;
}

interface Place {
  readonly listeners: Set<Listener>;
  /** Up to which the ledger has been read. */
  position: string;
  reading: Promise<void> | null;
  again: boolean;
  timer: Cancel | null;
}

/**
 * Reads the ledger of each space that somebody listens to, once for all of them: when this process has written to it, or hears that another one has. So a click
 * costs nothing where nobody listens, and one short read where some do.
 */
export const createLiveHub = ({ ledger, onNews, clock, log, metrics }: LiveDeps): LiveHub => {
  const places = new Map<SpaceId, Place>();
  const counts = new Map<UserId, number>();
  let all = 0;
  let closed = false;

  const drop = (listener: Listener): void => {
    const { space, user, sink } = listener.listening;
    const place = places.get(space);
    if (place?.listeners.delete(listener) !== true) return;
    if (place.listeners.size === 0) {
      place.timer?.();
      places.delete(space);
    }
    release(user);
    sink.end();
  };
  const release = (user: UserId): void => {
    const left = (counts.get(user) ?? 1) - 1;
    if (left > 0) counts.set(user, left);
    else counts.delete(user);
    all -= 1;
    metrics.gauge('live_streams', all);
  };

  const write = (listener: Listener, text: string): void => {
    if (text !== '' && !listener.listening.sink.write(text)) drop(listener);
  };
  /** What of these rows is new to the listener, oldest first; sent at once. */
  const tellRows = (listener: Listener, rows: readonly { readonly position: string; readonly text: string }[]): void => {
    if (listener.waiting !== null) {
      listener.waiting.push(...rows);
      return;
    }
    let news = '';
    for (const { position, text } of rows) {
      if (!isBefore(listener.told, position)) continue;
      listener.told = position;
      news += text;
    }
    write(listener, news);
  };

  /** Asks anew what it may see. */
  const look = async (listener: Listener): Promise<void> => {
    const sight = await listener.listening.look().catch(() => null);
    if (sight === null) drop(listener);
    else listener.sight = sight;
  };

  const tell = async (space: SpaceId, place: Place, { rows }: LedgerRows): Promise<void> => {
    const news = new Map<Listener, { position: string; text: string }[]>();
    const flush = (): void => {
      for (const [listener, texts] of news) tellRows(listener, texts);
      news.clear();
    };
    for (const { position, records } of rows) {
      // Who may see what hangs on the settings; who has revoked a token wants it to be of no use at once.
      const isSettings = records.some((row) => row.kind === 'document' && row.document === configuration.name);
      const owners = new Set(records.flatMap((row) => (row.kind === 'document' ? [row.user] : [])));
      const concerned = [...place.listeners].filter(({ listening }) => isSettings || owners.has(listening.user));
      if (concerned.length > 0) {
        // Whoever may see less from here on has been told what came before.
        flush();
        await Promise.all(concerned.map(look));
      }
      const texts = new Map<string, string>();
      for (const listener of place.listeners) {
        const audience = audienceOf(records, listener.sight);
        const text = texts.get(audience) ?? textOf(space, position, records, listener.sight);
        texts.set(audience, text);
        const own = news.get(listener) ?? [];
        own.push({ position, text });
        news.set(listener, own);
      }
    }
    flush();
  };

  const readOn = async (space: SpaceId, place: Place): Promise<void> => {
    for (let isMore = true; isMore && places.get(space) === place;) {
      place.again = false;
      const page = await ledger.after(space, place.position, PAGE);
      await tell(space, place, page);
      place.position = page.rows.at(-1)?.position ?? place.position;
      isMore = page.next !== null || place.again;
    }
  };

  const wake = (space: SpaceId, place: Place): void => {
    place.again = true;
    if (place.reading !== null || place.timer !== null) return;
    place.timer = clock.after(GATHER_MS, () => {
      place.timer = null;
      place.reading = readOn(space, place)
        .catch((error: unknown) => log.info({ space, reason: String(error) }, 'live events wait for the store'))
        .finally(() => {
          place.reading = null;
          if (place.again && places.get(space) === place) wake(space, place);
        });
    });
  };

  const stopNews = onNews((space) => {
    if (space === null) for (const [each, place] of places) wake(each, place);
    else {
      const place = places.get(space);
      if (place !== undefined) wake(space, place);
    }
  });
  const stopBeats = clock.every(HEARTBEAT_MS, () => {
    for (const { listeners } of places.values())
      for (const listener of listeners)
        void look(listener).then(
          () => places.get(listener.listening.space)?.listeners.has(listener) === true && write(listener, HEARTBEAT),
        );
  });

  const placeOf = async (space: SpaceId): Promise<Place> => {
    const known = places.get(space);
    if (known !== undefined) return known;
    const position = await ledger.end(space);
    // Somebody else may have come first.
    const place = places.get(space) ?? { listeners: new Set(), position, reading: null, again: false, timer: null };
    places.set(space, place);
    return place;
  };

  /** Tells what was missed up to the end of the ledger, and then what came meanwhile. */
  const catchUp = async (listener: Listener, after: string): Promise<void> => {
    const { space } = listener.listening;
    const [page, end] = [await ledger.after(space, after, MISSED_MAX), await ledger.end(space)];
    // Redis may have lost rows that were told, too.
    const isKnown = page.next === null && !isBefore(end, after);
    const last = page.rows.at(-1)?.position ?? after;
    const waiting = listener.waiting ?? [];
    listener.waiting = null;
    if (isKnown) for (const { position, records } of page.rows) write(listener, textOf(space, position, records, listener.sight));
    else write(listener, RESET);
    listener.told = isKnown ? last : end;
    tellRows(listener, waiting);
  };

  return {
    listen: async (listening) => {
      const { space, user, after, sink } = listening;
      const own = counts.get(user) ?? 0;
      if (closed) return err(domainError('SHUTTING_DOWN'));
      if (own >= STREAMS.perPerson) return err(domainError('STREAMS_FULL', { max: STREAMS.perPerson }));
      if (all >= STREAMS.altogether) return err(domainError('OVERLOADED'));
      counts.set(user, own + 1);
      all += 1;
      metrics.gauge('live_streams', all);
      let isIn = false;
      try {
        const sight = await listening.look();
        if (sight === null) return err(domainError('SPACE_NOT_FOUND'));
        const place = await placeOf(space);
        const listener: Listener = { listening, sight, told: place.position, waiting: after === null ? null : [] };
        place.listeners.add(listener);
        isIn = true;
        sink.write(HELLO);
        if (after !== null) await catchUp(listener, after);
        return ok(() => drop(listener));
      } finally {
        if (!isIn) release(user);
      }
    },
    close: () => {
      closed = true;
      stopNews();
      stopBeats();
      for (const { listeners } of places.values()) for (const listener of listeners) drop(listener);
    },
  };
};

/** Does one position of a stream stand before another one? */
const isBefore = (one: string, other: string): boolean => {
  const [a = '0', b = '0'] = one.split('-');
  const [c = '0', d = '0'] = other.split('-');
  const [ms, otherMs] = [Number(a), Number(c)];
  return ms < otherMs || (ms === otherMs && Number(b) < Number(d));
};
