import { Agent, request } from 'undici';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { BusySource } from '../../scheduler/source.js';
import { isRefusedHost, lookupOf, systemNames, type ResolveName } from '../webhooks/public-names.js';
import { busyTimes } from './busy-times.js';

export interface CalendarReaderOptions {
  /** May addresses be reached that are not on the internet, and without TLS? */
  readonly isPrivateAllowed: boolean;
  readonly resolve?: ResolveName;
}

/** Reads calendars at addresses that people have typed. */
export interface CalendarReader {
  /** The busy times of a calendar; what has no zone is in `zone`, IANA name. CALENDAR_UNREADABLE, CALENDAR_TOO_LARGE, both with `host`, and nothing else of the address. */
  calendar(url: string, zone: string): BusySource;
  close(): Promise<void>;
}

/** ms, for a connection and for the answer to begin, and for all of it. */
const WITHIN_MS = 10_000;
const ALTOGETHER_MS = 20_000;
const MIB = 1024 * 1024;
/** MiB of a calendar, as it is sent and so as it is read: nothing packed is asked for. */
const SIZE_MAX = 5;
const REDIRECTS_MAX = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const KEPT_MS = 4_000;

/** The address as we ask for it; null when it is none of a calendar. `webcal://` is how calendars call `https://`. */
export const calendarUrl = (typed: string, isPrivateAllowed: boolean): string | null => {
  const text = typed.trim().replace(/^webcals?:\/\//i, 'https://');
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(isPrivateAllowed && url.protocol === 'http:')) return null;
  // Credentials in an address would be sent to wherever it leads on to.
  return url.username === '' && url.password === '' && url.hostname !== '' ? url.href : null;
};

export const createCalendarReader = ({ isPrivateAllowed, resolve = systemNames }: CalendarReaderOptions): CalendarReader => {
  const agent = new Agent({
    connect: { lookup: lookupOf(resolve, isPrivateAllowed), timeout: WITHIN_MS },
    headersTimeout: WITHIN_MS,
    bodyTimeout: WITHIN_MS,
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_MS,
    maxResponseSize: SIZE_MAX * MIB,
  });

  /** The text of a calendar, or a refusal. Every address on the way is looked at as the first one is. */
  const fetched = async (first: string, signal: AbortSignal): Promise<Result<string, DomainError>> => {
    const host = new URL(first).host;
    const unreadable = err(domainError('CALENDAR_UNREADABLE', { host }));
    let url = first;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
      if (!isPrivateAllowed && isRefusedHost(url)) return unreadable;
      try {
        const headers = { accept: 'text/calendar, */*;q=0.1', 'user-agent': 'Punchcard' };
        const answer = await request(url, { dispatcher: agent, headers, signal });
        if (answer.statusCode === 200) return ok(await answer.body.text());
        await answer.body.dump({ limit: 4_096 }).catch(() => undefined);
        const { location } = answer.headers;
        const isLed = REDIRECTS.has(answer.statusCode) && typeof location === 'string' && URL.canParse(location, url);
        const next = isLed ? calendarUrl(new URL(location, url).href, isPrivateAllowed) : null;
        if (next === null) return unreadable;
        url = next;
      } catch (error) {
        return isTooLarge(error) ? err(domainError('CALENDAR_TOO_LARGE', { host, max: SIZE_MAX })) : unreadable;
      }
    }
    return unreadable;
  };

  return {
    calendar: (url, zone) => ({
      busy: async (from, to) => {
        const text = await fetched(url, AbortSignal.timeout(ALTOGETHER_MS));
        if (!text.ok) return text;
        const { host } = new URL(url);
        const read = busyTimes(text.value, { from, to, zone });
        if (read.kind === 'busy') return ok(read.spans);
        return err(
          read.kind === 'too-large'
            ? domainError('CALENDAR_TOO_LARGE', { host, max: SIZE_MAX })
            : domainError('CALENDAR_UNREADABLE', { host }),
        );
      },
    }),
    close: () => agent.destroy(),
  };
};

const isTooLarge = (error: unknown): boolean => error instanceof Error && error.name === 'ResponseExceededMaxSizeError';
