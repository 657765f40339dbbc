import { z } from 'zod';
import { SESSION_IS_OVER } from '../../domain/errors.js';
import { requestId, type ChannelId, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import { clockedAt } from '../../domain/still-working.js';
import type { Clocking } from '../api.js';
import type { Documents } from '../documents-api.js';
import { voiceChannels } from '../documents/kinds/voice-channels.js';
import { defineDueJob } from '../due/due-job.js';
import { dropRow, putRow, type DueChange } from '../due/due-row.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';

const VOICE_LEFT = 'voice-left';

export interface VoiceLeftParts {
  readonly store: Pick<Store, 'load'>;
  readonly documents: Documents;
  readonly clocking: Pick<Clocking, 'endAt'>;
  /** The voice channel that Discord says a member is in now; null: in none. Rejects when it cannot be asked. */
  readonly voiceChannelOf: (space: SpaceId, user: UserId) => Promise<ChannelId | null>;
  /** ms */
  readonly now: () => number;
}

interface Left {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly session: SessionId;
}

/**
 * The row that ends a session of a member who left the voice channel at `leftAt` (ms), unless they come back until `at` (ms).
 * @param version of the member when they left
 */
export const putVoiceLeft = ({ user, session }: Omit<Left, 'space'>, leftAt: number, at: number, version: number): DueChange =>
  putRow({ kind: VOICE_LEFT, user, about: session, at, payload: { leftAt } }, version);

/** They came back. */
export const dropVoiceLeft = ({ user, session }: Omit<Left, 'space'>): DueChange =>
  dropRow({ kind: VOICE_LEFT, user, about: session });

/**
 * The grace time is over: the session ends at the moment when its member left, or when they used the clock after that. Discord is asked whether they are back,
 * in a channel that counts for the same, since nobody may have seen them come while the bot was away.
 */
export const voiceLeftJob = ({ store, documents, clocking, voiceChannelOf, now }: VoiceLeftParts) =>
  defineDueJob({
    kind: VOICE_LEFT,
    payload: z.object({ leftAt: z.int() }),
    run: async ({ space, user, about, payload: { leftAt } }) => {
      if (user === null) return 'done';
      const { active } = await store.load(space, user);
      if (active?.id !== about) return 'done';
      const [{ channels }, where] = await Promise.all([documents.of(voiceChannels).get(space), voiceChannelOf(space, user)]);
      if (channels.some(({ channel, category }) => channel === where && category === active.category)) return 'done';
      const ended = await clocking.endAt({
        ...{ space, user, requestId: requestId(`voice:${active.id}:${leftAt}`), at: now(), actor: null, source: 'voice' },
        ...{ session: active.id, endedAt: Math.max(leftAt, clockedAt(active)), reason: 'voice' },
      });
      if (!ended.ok && !SESSION_IS_OVER.has(ended.error.code)) throw failureOf('voice left', ended.error);
      return 'done';
    },
  });
