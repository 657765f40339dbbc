import { personalSpace } from '../domain/ids.js';
import type { TypedTimeContext } from '../domain/typed/time.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';

type Who = Pick<Context, 'user' | 'space'>;
type Needs = Pick<Deps, 'documents' | 'spaces'>;

/** Where the preferences of whoever asks are kept. */
export const ownPreferences = ({ user }: Pick<Context, 'user'>) => ({ space: personalSpace(user), user });

/**
 * The zone in which whoever asks types times and reads reports, IANA name: their own, else that of the space. Rejects with `StoreUnavailable`
 * while Redis is away and it is not known here.
 */
export const zoneOf = async (who: Who, { documents, spaces }: Needs): Promise<string> => {
  const own = await documents.of(preferences).get(ownPreferences(who));
  return own.timeZone ?? (await spaces.get(who.space)).settings.timeZone;
};

/** The same where nothing may be waited for, as before a form is opened; undefined when it is not in memory. */
export const loadedZoneOf = (who: Who, { documents, spaces }: Needs): string | undefined => {
  const own = documents.of(preferences).loaded(ownPreferences(who));
  return own === undefined ? undefined : (own.timeZone ?? spaces.loaded(who.space)?.settings.timeZone);
};

/** By what the times that whoever asks has typed are understood: `parseTypedTime(text, await typingOf(ctx, deps))`. */
export const typingOf = async (ctx: Context, deps: Needs): Promise<TypedTimeContext> => ({
  now: ctx.occurredAt,
  zone: await zoneOf(ctx, deps),
  locale: ctx.t.locale,
});
