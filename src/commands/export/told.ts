import { requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { exportsOfMember, exportsOfTeam, type ExportOfOthers } from '../../engine/documents/kinds/exported.js';
import { exportsTold } from '../../engine/documents/kinds/exports-told.js';
import { StoreUnavailable } from '../../engine/store.js';
import { exportedByOthersView } from '../../views/export/told.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';
import { configOrNull, lookOf } from '../present.js';

export type ShowExportsDeps = Pick<Deps, 'documents' | 'spaces' | 'ids' | 'clock'>;

/** What lies longer back is no news, ms: whoever comes to a server is not told of what was there before. It stays in `/privacy show`. */
const NEWS_MS = 35 * 86_400_000;

/**
 * After the answer, tells the member who else exported their time, each export once. What is posted by itself is no news: the server set it up for all to see. As
 * `showNotices`: never rejects.
 */
export const showExportsByOthers = async (
  deps: ShowExportsDeps,
  ctx: Context,
  delivery: Pick<Delivery, 'followUp'>,
): Promise<void> => {
  const { documents, clock } = deps;
  const who = { space: ctx.space, user: ctx.user };
  // Nobody else is in a person's own space.
  if (ctx.guild === null) return;
  try {
    const [own, team] = await Promise.all([documents.of(exportsOfMember).get(who), documents.of(exportsOfTeam).get(ctx.space)]);
    const since = clock.now() - NEWS_MS;
    const found = [...own.list, ...team.list].flatMap(({ by, ...exported }) =>
      by === null || by === ctx.user || exported.at <= since ? [] : [{ ...exported, by }],
    );
    if (found.length === 0) return;
    const told = new Set((await documents.of(exportsTold).get(who)).ids);
    const untold = found.filter(({ id }) => !told.has(id));
    if (untold.length === 0) return;
    const config = await configOrNull(deps, ctx.space);
    const shown = untold.map((exported) => ({
      ...exported,
      ofAll: team.list.some(({ id }) => id === exported.id),
      category: exported.category === null ? null : lookOf(config, exported.category),
    }));
    shown.sort((a, b) => a.at - b.at);
    await delivery.followUp(exportedByOthersView(shown, ctx.t));
    await remember(
      who,
      found.map(({ id }) => id),
      deps,
    );
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.warn({ err: error }, 'exports by others are still to be told');
  }
};

/** The member knows of these now, and of no others that are still kept. */
const remember = async (
  who: Pick<Context, 'space' | 'user'>,
  ids: readonly ExportOfOthers['id'][],
  deps: ShowExportsDeps,
): Promise<void> => {
  const by = {
    ...{ actor: null, requestId: requestId(deps.ids.next()), at: deps.clock.now() },
    ...{ event: 'exportsTold', source: 'notice' },
  };
  await deps.documents.of(exportsTold).update(who, by, (kept) => ok({ ...kept, ids: [...ids] }));
};
