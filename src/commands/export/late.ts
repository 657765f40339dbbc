import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { failedInChannelView, failedView, readyView } from '../../views/export/card.js';
import type { Deps, PageLinks } from '../deps.js';
import { ownPreferences } from '../zone-of.js';
import { EXPORT_IDS } from './custom-ids.js';
import type { ResultMessage } from './messages.js';
import type { ExportOrder } from './order.js';

export type LateDeps = Pick<Deps, 'documents' | 'direct' | 'messages'> & { readonly page?: PageLinks };

/** Where a result comes to when its reply cannot be changed any more: by direct message only to who agreed to get any. Rejects with `StoreUnavailable`. */
export const whereLate = async (
  { user, channel }: Pick<ExportOrder, 'user' | 'channel'>,
  { documents }: Pick<Deps, 'documents'>,
): Promise<'direct' | 'channel' | 'list'> => {
  const { directMessages } = await documents.of(preferences).get(ownPreferences({ user }));
  if (directMessages) return 'direct';
  return channel === null ? 'list' : 'channel';
};

/** At most 25 characters: ids are those of interactions. */
const nonceOf = (id: string, n: number): string => `ex:${id}:${n}`.slice(0, 25);

/**
 * Tells the member of a result whose reply cannot be changed any more. Messages in a channel are read by others too: they say nothing of what was exported,
 * and hand it over when the member clicks.
 * @returns whether the files have been handed over
 */
export const sendLate = async (
  order: ExportOrder,
  result: Result<readonly ResultMessage[], DomainError>,
  until: number,
  deps: LateDeps,
): Promise<boolean> => {
  const { id, space, user, what, channel, t } = order;
  const where = await whereLate(order, deps);
  if (where === 'direct') {
    const page = deps.page?.to(space, 'reports') ?? null;
    if (!result.ok) return deps.direct.send(user, failedView(what, result.error, t, page), nonceOf(id, 0));
    let isThere = true;
    for (const [n, each] of result.value.entries())
      isThere &&= await deps.direct.send(user, each.view, nonceOf(id, n), await each.files());
    if (isThere) return true;
  }
  if (channel === null) return false;
  const view = result.ok
    ? readyView(user, until, EXPORT_IDS.fetch.encode({ owner: user, id }), channel.t)
    : failedInChannelView(user, result.error, channel.t);
  await deps.messages.post(channel.id, view, nonceOf(id, 0), { silent: false });
  return false;
};
