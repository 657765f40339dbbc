import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../../actions/actor.js';
import { mayDo } from '../../actions/access.js';
import { visibleIn } from '../../actions/who.js';
import { guildOf } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { isPosition } from '../../engine/ledger-rows.js';
import type { Caller } from '../caller.js';
import type { Sink } from '../live/hub.js';
import type { Sight } from '../live/told.js';
import type { ManageDeps } from '../manage-deps.js';
import { defineRoute, type Route } from '../route.js';
import { calledBy, inSpace } from '../server/called-by.js';

type Needs = Pick<ManageDeps, 'live' | 'people' | 'spaces'>;

/** Who does not read what is sent, and lets so many bytes pile up, is cut off, and goes on later behind the last event that they have. */
const UNREAD_MAX = 256 * 1024;

/** What a caller may see in a space at this moment; null: nothing any more. */
const sightOf = async (caller: Caller, { user, space }: Actor, deps: Needs): Promise<Sight | null> => {
  const guild = guildOf(space);
  // A token for one's own time tells nothing of others.
  const mayLook = caller.scopes.has('space:read') || caller.scopes.has('space:manage');
  const config = await deps.spaces.get(space);
  if (guild === null) return { user, visible: visibleIn({ user, guild: null, memberRoles: new Set() }, config), approves: false };
  const member = await deps.people.member(guild, user);
  if (!member.ok || member.value === null) return null;
  const { permissions, roles } = member.value;
  const asking = { user, guild: { id: guild, permissions }, memberRoles: roles };
  if (!mayLook) return { user, visible: 'nothing', approves: false };
  return { user, visible: visibleIn(asking, config), approves: mayDo(asking, 'approve', config).ok };
};

const streamTo = (stream: Readable): Sink => ({
  write: (text) => {
    if (stream.destroyed || stream.readableLength + text.length > UNREAD_MAX) return false;
    stream.push(text);
    return true;
  },
  end: () => {
    if (!stream.destroyed) stream.push(null);
  },
});

export const liveRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'streamEvents', method: 'GET', path: '/spaces/:space/events', tag: 'Live events', scope: 'own:read' },
    summary: 'Tells what happens in a space as it happens, as server-sent events.',
    description:
      'Events: `change` (something of your own), `clock` (somebody is on the clock, or is not any more, as far as you may see it), `request` (for those who may approve: a member asked for something, or was answered), `settings` (settings, categories ' +
      'or permissions were changed), `reset` (too much was missed: read everything anew). After an interruption it goes on behind `Last-Event-ID`, or behind `after`. ' +
      'Open the stream before you read what you show, so that nothing is missed in between.',
    endless: true,
    query: z.object({ after: z.string().refine(isPosition).optional() }),
    answers: { 200: { stream: 'text/event-stream' } },
    refusals: ['STREAMS_FULL'],
    run: async (asked) => {
      const [caller, actor] = [calledBy(asked), inSpace(asked)];
      const stream = new Readable({ read: () => undefined });
      const last = asked.lastEventId ?? asked.query.after ?? null;
      const listening = await deps.live.listen({
        ...{ space: actor.space, user: actor.user, sink: streamTo(stream) },
        look: async () => ((await asked.stillKnown()) ? sightOf(caller, actor, deps) : null),
        after: last !== null && isPosition(last) ? last : null,
      });
      if (!listening.ok) {
        stream.destroy();
        return listening;
      }
      stream.once('close', listening.value);
      asked.signal.addEventListener('abort', listening.value, { once: true });
      if (asked.signal.aborted) listening.value();
      const headers = { 'x-accel-buffering': 'no', 'cache-control': 'no-store, no-transform' };
      return ok({ status: 200, stream: { of: stream, contentType: 'text/event-stream; charset=utf-8' }, headers });
    },
  }),
];
