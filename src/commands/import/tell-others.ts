import { changesByOthers } from '../../engine/documents/kinds/changes-by-others.js';
import type { Translators } from '../../i18n/translators.js';
import type { ImportRun } from '../../import/api.js';
import { tellDirectly, type NoticeDeps } from '../admin/session/notice.js';

/**
 * Tells those whose time somebody else has imported (or taken back) at once, once for the whole of it, where they agreed to direct messages; everybody else hears of it at
 * their next reply. Never rejects.
 */
export const tellOthers = async (
  { id, space, by, members }: Pick<ImportRun, 'id' | 'space' | 'by' | 'members'>,
  deps: NoticeDeps & { readonly translators: Pick<Translators, 'for'> },
): Promise<void> => {
  try {
    const { settings } = await deps.spaces.get(space);
    const tPublic = deps.translators.for(settings.locale);
    for (const member of members) {
      if (member === by) continue;
      const { untold } = await deps.documents.of(changesByOthers).get({ space, user: member });
      for (const change of untold) if (change.imported?.run === id) await tellDirectly({ space, tPublic }, member, change, deps);
    }
  } catch (error) {
    deps.log.info({ err: error, import: id }, 'those whose time was imported are told at their next reply instead');
  }
};
