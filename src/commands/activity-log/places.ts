import { LOG_KINDS, placeOf } from '../../domain/activity-log.js';
import type { Deps } from '../deps.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { logPlaces, type LogPlacesModel } from '../../views/activity-log/places.js';
import type { Context } from '../kit/context.js';
import { message, type Reply } from '../kit/reply.js';

export type ShowingDeps = Pick<Deps, 'documents' | 'spaces' | 'channels'>;

/** What each channel lacks, asked once for each. That Discord does not answer is no problem of a channel. */
const problemsOf = async (
  { guild }: Pick<Context, 'guild'>,
  kinds: LogPlacesModel['kinds'],
  { channels }: Pick<Deps, 'channels'>,
): Promise<LogPlacesModel['problems']> => {
  if (guild === null) return [];
  const named = [...new Set(kinds.flatMap(({ place }) => (place === null || place === 'off' ? [] : [place])))];
  const checked = await Promise.all(named.map(async (channel) => ({ channel, result: await channels.check(guild.id, channel) })));
  return checked.flatMap(({ channel, result }) =>
    result.ok || result.error.code === 'DISCORD_UNAVAILABLE' ? [] : [{ channel, error: result.error }],
  );
};

/** Says what goes where, and what the bot may not do there. */
export const showPlaces = async (ctx: Context, deps: ShowingDeps): Promise<Reply> => {
  const [{ places }, { settings }] = await Promise.all([
    deps.documents.of(activityLog).get(ctx.space),
    deps.spaces.get(ctx.space),
  ]);
  const kinds = LOG_KINDS.map((kind) => ({
    kind,
    place: places[kind] === 'off' ? ('off' as const) : placeOf(kind, places, settings.logChannel),
  }));
  const problems = await problemsOf(ctx, kinds, deps);
  return message(logPlaces({ kinds, problems, showsNotes: settings.logNotes }, ctx.t));
};
