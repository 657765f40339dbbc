import type { TellingByItself } from '../../commands/by-itself/telling.js';
import { clockByVoice, type VoiceClockingDeps, type VoiceMover } from '../../commands/voice/clocking.js';
import { domainError } from '../../domain/errors.js';
import { requestId, type ChannelId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok } from '../../domain/result.js';
import { clockedAt } from '../../domain/still-working.js';
import {
  isByVoice,
  placeOf,
  voiceRequest,
  voiceStep,
  type VoiceAct,
  type VoiceMark,
  type VoiceStep,
} from '../../domain/voice.js';
import type { Documents } from '../../engine/documents-api.js';
import { voiceChannels } from '../../engine/documents/kinds/voice-channels.js';
import { voiceMark } from '../../engine/documents/kinds/voice-mark.js';
import type { DueStore } from '../../engine/due/due-row.js';
import { dropVoiceLeft, putVoiceLeft } from '../../engine/jobs/voice-left.js';
import type { Spaces } from '../../engine/spaces.js';
import { StoreUnavailable, type CachedStore } from '../../engine/store.js';

export interface MoveDeps extends VoiceClockingDeps {
  readonly store: Pick<CachedStore, 'load'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly due: Pick<DueStore, 'change'>;
  readonly telling: Pick<TellingByItself, 'notClockedIn'>;
  readonly log: Logger;
}

/** Where somebody is, and how that is known. */
export interface Moved extends VoiceMover {
  readonly channel: ChannelId | null;
  readonly afk: ChannelId | null;
  /** See `VoiceMove`. */
  readonly isSeen: boolean;
  /** When they left, ms, if they are in none: at the latest `at`. */
  readonly leftAt: number;
}

const MINUTE = 60_000;
/** What failed because something is away is tried again. */
const TRY_AGAIN: ReadonlySet<string> = new Set([
  'STORE_UNAVAILABLE',
  'NOT_RECORDED',
  'COMMIT_UNCERTAIN',
  'OVERLOADED',
  'SHUTTING_DOWN',
]);

/**
 * Does what it comes to that a member is in this voice channel now, or in none. What is done has an id by the member's count of moves, and the count goes on only
 * when it is done: what is done twice, by a process that died in between or by two at once, is one change. Rejects with `StoreUnavailable` when it has to be
 * tried again.
 */
export const moveByVoice = async (moved: Moved, deps: MoveDeps): Promise<void> => {
  const { space, user, channel, afk, at, isSeen, leftAt } = moved;
  const who = { space, user };
  const [{ channels }, config, state, mark] = await Promise.all([
    deps.documents.of(voiceChannels).get(space),
    deps.spaces.get(space),
    deps.store.load(space, user),
    deps.documents.of(voiceMark).get(who),
  ]);
  const { active, version } = state;
  const graceMs = config.settings.voiceGrace * MINUTE;
  const floor = active !== null && isByVoice(active) ? clockedAt(active) : 0;
  const step = voiceStep({
    ...{ mark, active, at, isSeen, graceMs },
    ...{ place: placeOf(channel, channels, afk), leftAt: Math.max(floor, Math.min(leftAt, at)) },
  });
  if (step.mark === null) return;
  const request = voiceRequest(user, mark.moves + 1);
  const perform = async (act: VoiceAct): Promise<void> => {
    switch (act.kind) {
      case 'leave': {
        const row = putVoiceLeft({ user, session: act.session }, act.leftAt, act.leftAt + graceMs, version);
        return deps.due.change(space, [row]);
      }
      case 'stay':
        return deps.due.change(space, [dropVoiceLeft({ user, session: act.session })]);
      default: {
        const done = await clockByVoice(moved, act, request, deps);
        if (done.ok) return undefined;
        const { error } = done;
        if (TRY_AGAIN.has(error.code)) throw new StoreUnavailable(`by voice: ${error.code}`, { maybeApplied: false });
        deps.log.debug({ ...who, code: error.code, act: act.kind }, 'a voice channel did not clock a member in');
        if (act.kind === 'clockIn' || act.kind === 'switch') await deps.telling.notClockedIn(who, act.category, error);
        // They are no longer where the session is about, and may not be clocked in where they are.
        if (act.kind === 'switch') await perform({ kind: 'leave', session: act.session, leftAt: at });
      }
    }
  };
  for (const act of step.acts) await perform(act);
  await note(moved, mark, step.mark, deps);
};

/** Notes what was done, unless another process has by now. */
const note = async (
  { space, user, at }: Moved,
  before: VoiceMark,
  next: NonNullable<VoiceStep['mark']>,
  { documents }: Pick<MoveDeps, 'documents'>,
): Promise<void> => {
  const moves = before.moves + 1;
  const by = { actor: null, requestId: requestId(`mark:${voiceRequest(user, moves)}`), at, event: 'voiceMoved', source: 'voice' };
  const noted = await documents.of(voiceMark).update({ space, user }, by, (kept) => {
    if (kept.moves !== before.moves) return err(domainError('NOTHING_TO_CHANGE'));
    return ok({ ...kept, ...next, moves });
  });
  if (!noted.ok && noted.error.code !== 'NOTHING_TO_CHANGE')
    throw new StoreUnavailable(`by voice: ${noted.error.code}`, { maybeApplied: false });
};
