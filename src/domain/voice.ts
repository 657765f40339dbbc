import type { CategoryId, ChannelId, RequestId, SessionId, UserId } from './ids.js';
import { requestId } from './ids.js';
import type { Session } from './session.js';

/** A voice channel that clocks in those who join it. */
export interface VoiceChannel {
  readonly channel: ChannelId;
  readonly category: CategoryId;
}

/** Channels of one server that clock in, at most. */
export const VOICE_CHANNELS_MAX = 50;

/** Where a member is, as far as the clock goes. `afk`: the channel to which Discord moves those who have gone quiet; it counts nothing, whatever is set for it. */
export type VoicePlace =
  { readonly kind: 'counted'; readonly to: VoiceChannel } | { readonly kind: 'afk' } | { readonly kind: 'elsewhere' };

export const placeOf = (channel: ChannelId | null, channels: readonly VoiceChannel[], afk: ChannelId | null): VoicePlace => {
  if (channel === null) return { kind: 'elsewhere' };
  if (channel === afk) return { kind: 'afk' };
  const to = channels.find((one) => one.channel === channel);
  return to === undefined ? { kind: 'elsewhere' } : { kind: 'counted', to };
};

/** What was done last for a member about voice channels. */
export interface VoiceMark {
  /** Counts what was done, so that each change has a request id of its own, and the same one in every process. */
  readonly moves: number;
  /** The counted channel that they were in last; null: none yet. */
  readonly channel: ChannelId | null;
  /** When they left it, ms; null: they have not, as far as is known. */
  readonly leftAt: number | null;
  /** When the AFK channel paused their session, ms; null: it did not. */
  readonly pausedAt: number | null;
}

export interface VoiceMove {
  readonly mark: VoiceMark;
  readonly place: VoicePlace;
  /** The session on the clock. */
  readonly active: Session | null;
  /** ms */
  readonly at: number;
  /** When they left, ms, if they are elsewhere: `at`, or earlier when nobody saw it. */
  readonly leftAt: number;
  /** How long after leaving coming back goes on with the session, ms. */
  readonly graceMs: number;
  /** Were they seen coming here? Else they were found here, some time after they came. */
  readonly isSeen: boolean;
}

export type VoiceAct =
  | { readonly kind: 'clockIn'; readonly category: CategoryId }
  | { readonly kind: 'switch'; readonly session: SessionId; readonly category: CategoryId }
  | { readonly kind: 'pause'; readonly session: SessionId }
  | { readonly kind: 'resume'; readonly session: SessionId }
  /** They have left: the session ends then, unless they come back within the grace time. */
  | { readonly kind: 'leave'; readonly session: SessionId; readonly leftAt: number }
  /** They are back in time. */
  | { readonly kind: 'stay'; readonly session: SessionId };

export interface VoiceStep {
  /** In order. */
  readonly acts: readonly VoiceAct[];
  /** Without `moves`, which counts on whenever something is done or noted; null: nothing is. */
  readonly mark: Omit<VoiceMark, 'moves'> | null;
}

const NOTHING: VoiceStep = { acts: [], mark: null };

const PREFIX = 'v';

/** The id of what is done for a member's `moves`-th move. It says of a session which it begins that a voice channel began it. */
export const voiceRequest = (user: UserId, moves: number): RequestId =>
  requestId(`${PREFIX}${BigInt(user).toString(36)}-${moves.toString(36)}`);

/** Was the session begun by joining a voice channel? Only such a session ends by leaving one. */
export const isByVoice = ({ id }: Pick<Session, 'id'>): boolean => /^v[0-9a-z]+-[0-9a-z]+$/.test(id);

/**
 * What moving between voice channels does. What was clocked by hand is left alone, and so is a break that a person took. Whoever clocked out by hand and is still
 * there, or comes back from a lost connection, is not clocked in again.
 */
export const voiceStep = (move: VoiceMove): VoiceStep => {
  const { place, active } = move;
  const byVoice = active !== null && isByVoice(active) ? active : null;
  switch (place.kind) {
    case 'counted':
      return arrive(move, place.to, byVoice);
    case 'afk':
      return goQuiet(move, byVoice);
    case 'elsewhere':
      return leave(move, byVoice);
  }
};

const arrive = ({ mark, active, at, graceMs, isSeen }: VoiceMove, to: VoiceChannel, byVoice: Session | null): VoiceStep => {
  const here = { channel: to.channel, leftAt: null, pausedAt: null };
  const wasHere = mark.channel === to.channel;
  const isBack = wasHere && mark.leftAt !== null && at - mark.leftAt <= graceMs;
  const isStill = wasHere && mark.leftAt === null && (!isSeen || mark.pausedAt !== null);
  if (active === null) {
    if (isBack || isStill) return mark.leftAt === null && mark.pausedAt === null ? NOTHING : { acts: [], mark: here };
    return { acts: [{ kind: 'clockIn', category: to.category }], mark: here };
  }
  if (byVoice === null) return wasHere && mark.leftAt === null ? NOTHING : { acts: [], mark: here };
  const { id: session } = byVoice;
  const acts: VoiceAct[] = mark.leftAt === null ? [] : [{ kind: 'stay', session }];
  const wasPaused = byVoice.pausedSince !== null && byVoice.pausedSince === mark.pausedAt;
  if (byVoice.category !== to.category) acts.push({ kind: 'switch', session, category: to.category });
  else if (wasPaused) acts.push({ kind: 'resume', session });
  const isKnown = wasHere && mark.leftAt === null && mark.pausedAt === null;
  return acts.length === 0 && isKnown ? NOTHING : { acts, mark: here };
};

const goQuiet = ({ mark, at }: VoiceMove, byVoice: Session | null): VoiceStep => {
  // Who had left already is not back by it.
  if (mark.leftAt !== null || mark.pausedAt !== null || byVoice?.status !== 'RUNNING') return NOTHING;
  return { acts: [{ kind: 'pause', session: byVoice.id }], mark: { channel: mark.channel, leftAt: null, pausedAt: at } };
};

const leave = ({ mark, leftAt }: VoiceMove, byVoice: Session | null): VoiceStep => {
  if (mark.leftAt !== null || (mark.channel === null && byVoice === null)) return NOTHING;
  const gone = { channel: mark.channel, leftAt, pausedAt: mark.pausedAt };
  return { acts: byVoice === null ? [] : [{ kind: 'leave', session: byVoice.id, leftAt }], mark: gone };
};
