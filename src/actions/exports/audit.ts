import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { ChangeOrigin } from '../../engine/documents-api.js';
import { EXPORTED_KEPT, exportsOfMember, exportsOfTeam, type ExportOfOthers } from '../../engine/documents/kinds/exported.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Means } from '../means.js';

const withNewest = (list: readonly ExportOfOthers[], one: ExportOfOthers): ExportOfOthers[] =>
  [one, ...list.filter(({ id }) => id !== one.id)].slice(0, EXPORTED_KEPT);

/**
 * Writes down that somebody's time is exported by somebody else, before it is: an export that could not be written down is not made. The ledger has a row of
 * it for good; of one member it belongs to that member. As `DocumentsOf.update`.
 * @param member whose time it is; null: that of all members
 */
export const noteExport = async (
  space: SpaceId,
  member: UserId | null,
  exported: ExportOfOthers,
  { source = 'command' }: Pick<ChangeOrigin, 'source'>,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<unknown, DomainError>> => {
  const by: ChangeOrigin = { actor: exported.by, requestId: exported.id, at: exported.at, event: 'timeExported', source };
  return member === null
    ? documents.of(exportsOfTeam).update(space, by, (kept) => ok({ ...kept, list: withNewest(kept.list, exported) }))
    : documents
        .of(exportsOfMember)
        .update({ space, user: member }, by, (kept) => ok({ ...kept, list: withNewest(kept.list, exported) }));
};
