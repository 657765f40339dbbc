import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { knownFeed, type KnownFeed } from '../../actions/calendar-feed.js';
import { personalSpace } from '../../domain/ids.js';
import { tasksOf } from '../../actions/tasks/own-tasks.js';
import type { Means } from '../../actions/means.js';
import { CallCounter } from '../../engine/limits/call-counter.js';
import type { Quota, SharedCalls } from '../../engine/calls.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Translators } from '../../i18n/translators.js';
import { counted } from '../server/quotas.js';
import { feedText, type FeedEntry } from './feed-text.js';

export interface FeedParts extends Pick<Means, 'documents' | 'spaces' | 'timesheet' | 'clock'> {
  readonly sharedCalls: SharedCalls;
  readonly translators: Translators;
  /** Whose request it is: the connection's, unless another process handed it on. */
  readonly addressOf?: (request: FastifyRequest) => string;
}

/** Requests from one address: calendars of several people may be fetched by one server of a provider. */
const FETCHES: Quota = { name: 'calendars', quota: 120, seconds: 60 };
/** Of one calendar that is there. */
const ONE: Quota = { name: 'calendar', quota: 30, seconds: 60 };
/** Days of entries that are in a calendar, and how many of them. */
const ENTRIES_MS = 60 * 86_400_000;
const ENTRIES_MAX = 2_000;
const CACHED_SECONDS = 300;

const params = z.object({ file: z.string().max(100) });

const connectionOf = ({ ip }: FastifyRequest): string => ip;

/** Serves calendars at `/calendar/<secret>.ics`. One that nobody has and one that was revoked are the same 404. */
export const registerFeed = (app: FastifyInstance, parts: FeedParts): void => {
  const { clock, sharedCalls, translators, addressOf = connectionOf } = parts;
  const quotas = { address: new CallCounter(FETCHES, sharedCalls), calendar: new CallCounter(ONE, sharedCalls) };

  app.get('/calendar/:file', async (request, reply) => {
    reply.headers({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    const busy = (resetMs: number) =>
      reply
        .code(429)
        .header('retry-after', String(Math.max(1, Math.ceil(resetMs / 1000))))
        .send({ error: 'too many requests' });
    const byAddress = await quotas.address.take(counted(FETCHES, addressOf(request)));
    if (byAddress.refused) return busy(byAddress.resetMs);
    const { file } = params.catch({ file: '' }).parse(request.params);
    try {
      const secret = file.endsWith('.ics') ? file.slice(0, -4) : '';
      const known = await knownFeed(secret, parts);
      if (known === null) return await reply.code(404).header('cache-control', 'no-store').send({ error: 'not found' });
      const byCalendar = await quotas.calendar.take(counted(ONE, secret));
      if (byCalendar.refused) return await busy(byCalendar.resetMs);
      const [model, { settings }] = await Promise.all([
        modelOf(known, clock.now(), parts),
        parts.spaces.get(personalSpace(known.user)),
      ]);
      const text = feedText(model, translators.for(settings.locale));
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
      reply.headers({ etag, 'cache-control': `private, max-age=${CACHED_SECONDS}` });
      if (isKnown(request.headers['if-none-match'], etag)) return await reply.code(304).send();
      return await reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="punchcard.ics"')
        .send(text);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // A calendar that fetches an empty answer would take everything away.
      return reply.code(503).header('retry-after', '60').send({ error: 'unavailable' });
    }
  });
};

const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) === true;

const modelOf = async ({ user, entriesOf }: KnownFeed, now: number, { documents, spaces, timesheet }: FeedParts) => {
  const entries = await Promise.all(
    entriesOf.map(async (space): Promise<readonly FeedEntry[]> => {
      const [config, sessions] = await Promise.all([
        spaces.get(space),
        timesheet.entries(space, user, now - ENTRIES_MS, Infinity),
      ]);
      return sessions.slice(-ENTRIES_MAX).map((session) => {
        const category = config.categories.find(({ id }) => id === session.category);
        return { space, session, category: category?.name ?? session.category };
      });
    }),
  );
  return { user, tasks: await tasksOf(user, { documents }), entries: entries.flat() };
};
