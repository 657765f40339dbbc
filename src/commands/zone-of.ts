import { personalSpace } from '../domain/ids.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';

/** The zone in which a member's typing is read (IANA): their own, else that of the space. */
export const zoneOf = async (ctx: Context, { documents, spaces }: Pick<Deps, 'documents' | 'spaces'>): Promise<string> => {
  const { timeZone } = await documents.of(preferences).get({ space: personalSpace(ctx.user), user: ctx.user });
  return timeZone ?? (await spaces.get(ctx.space)).settings.timeZone;
};
