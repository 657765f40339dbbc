import { categoryId, channelId, sessionId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { VOICE_CHANNELS_MAX } from '../../src/domain/voice.js';
import type { Translator } from '../../src/i18n/translator.js';
import { byItselfView, type ShownByItself } from '../../src/views/by-itself.js';
import { voiceChannelList } from '../../src/views/voice.js';
import type { CategoryLook } from '../../src/views/text.js';

/** The views about voice channels, and of what happened by itself, with the most and the longest that may stand in them. */
export const voiceSamples = (category: CategoryLook, t: Translator) => {
  const channels = Array.from({ length: VOICE_CHANNELS_MAX }, (_, at) => ({
    channel: channelId(`${'9'.repeat(18)}${String(at + 10)}`),
    category,
  }));
  const session: Session = {
    ...{ id: sessionId('v1z141z3-1'), category: categoryId('work'), status: 'ENDED_UNCONFIRMED', note: null, startedAt: 1e12 },
    ...{ pauses: [], pausedSince: null, endedAt: 1.1e12, endReason: 'role_lost', overrideMs: null, counting: null },
  };
  const refused = { code: 'CATEGORY_ROLE_REQUIRED', params: { name: category.name, role: '9'.repeat(20) } } as const;
  const happened = Array.from({ length: 20 }, (_, at): ShownByItself =>
    at % 2 === 0 ? { what: 'ended', session, category } : { what: 'notClockedIn', at: 1e12, category, error: refused },
  );
  return [
    { name: 'voice channels', body: voiceChannelList({ channels, graceMinutes: 60, isHeard: false }, t) },
    { name: 'voice channels, none', body: voiceChannelList({ channels: [], graceMinutes: 5, isHeard: true }, t) },
    { name: 'by itself', body: byItselfView(happened, t) },
  ];
};
