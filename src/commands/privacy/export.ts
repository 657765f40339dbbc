import { countingOf } from '../../domain/counting.js';
import { domainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import type { StoredRecord } from '../../engine/ledger/whole-history.js';
import { personalExport, type ExportedChange, type ExportedSpace } from '../../export/personal.js';
import { zip } from '../../export/zip.js';
import { noticeView } from '../../views/notice.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { WHERES } from './custom-ids.js';

type ExportDeps = Pick<Deps, 'personal' | 'spaces' | 'notices' | 'clock'>;

const MIB = 1024 * 1024;
/** Beside the file the message needs some room of the same request. */
const ROOM = 64 * 1024;

const changeOf = ({ record, storedAt }: StoredRecord): ExportedChange => {
  const { event, at, actor, source } = record;
  const facts = { event, at, storedAt, actor, source };
  switch (record.kind) {
    case 'entry': {
      const { before, after } = record;
      return { ...facts, session: (after ?? before)?.id ?? null, details: { before, after } };
    }
    case 'document':
      return { ...facts, session: null, details: { document: record.document, changes: record.changes } };
    case 'unapplied':
      return { ...facts, session: null, details: { command: record.command, reason: record.error } };
  }
};

const exportOf = async ({ user }: Context, space: SpaceId, { personal, spaces, notices }: ExportDeps): Promise<ExportedSpace> => {
  const [kept, config, untold] = await Promise.all([
    personal.collect(space, user),
    spaces.get(space),
    notices.pending(space, user),
  ]);
  return {
    space,
    counting: countingOf(config.settings),
    categoryName: (id) => lookOf(config, id).name,
    active: kept.active,
    entries: kept.entries,
    days: kept.days,
    documents: kept.documents,
    changes: kept.history.map(changeOf),
    untold,
  };
};

/** Everything that is kept of whoever asks, as a file that only they see. */
export const exportAll = defineCommand({
  name: 'export',
  visibility: 'ephemeral',
  guards: [],
  options: { where: opt.choice(WHERES).optional() },
  async run(ctx, { where = 'here' }, deps: ExportDeps) {
    const spaces = where === 'here' ? [ctx.space] : await deps.personal.spacesOf(ctx.user, ctx.space);
    const exported: ExportedSpace[] = [];
    for (const space of spaces) exported.push(await exportOf(ctx, space, deps));
    const now = Math.max(deps.clock.now(), ctx.occurredAt);
    const logins = (await deps.personal.logins(ctx.user)).map(({ name, locale, guilds, createdAt, seenAt }) => ({
      ...{ name, locale, guilds, createdAt, seenAt },
    }));
    const data = zip(personalExport(ctx.user, exported, now, ctx.t('privacy.export.readme'), logins), now);
    if (data.length > ctx.fileSizeLimit - ROOM)
      return failure(domainError('EXPORT_TOO_LARGE', { max: Math.floor(ctx.fileSizeLimit / MIB) }));
    const file = { name: 'punchcard-export.zip', data, contentType: 'application/zip' };
    return message(noticeView(ctx.t('privacy.export.done')), [file]);
  },
});
