import { LOG_KINDS } from '../../src/domain/activity-log.js';
import { domainError } from '../../src/domain/errors.js';
import { channelId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import { logPlaces } from '../../src/views/activity-log/places.js';
import type { AnyView } from '../../src/views/message.js';

const LONGEST_ID = '9'.repeat(20);

/** Where the activity log tells what, at its longest. */
export const activityLogSamples = (t: Translator): readonly { readonly name: string; readonly body: AnyView }[] => {
  const channel = channelId(LONGEST_ID);
  const all = LOG_KINDS.map((kind) => ({ kind, place: channel }));
  const problems = LOG_KINDS.map(() => ({ channel, error: domainError('CHANNEL_HIDDEN') }));
  return [
    { name: 'places of the log', body: logPlaces({ kinds: all, problems, showsNotes: true }, t) },
    {
      name: 'no places of the log',
      body: logPlaces({ kinds: LOG_KINDS.map((kind) => ({ kind, place: null })), problems: [], showsNotes: false }, t),
    },
  ];
};
