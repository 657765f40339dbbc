import { domainError, type DomainError } from '../../domain/errors.js';
import { scheduledPeriod, type ExportSchedule } from '../../domain/export-schedules.js';
import { requestId, type SpaceId } from '../../domain/ids.js';
import { delay } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ExportPoster } from '../../engine/jobs/post-exports.js';
import type { Translators } from '../../i18n/translators.js';
import type { Deps, Warnings } from '../deps.js';
import { DEFAULT_FILE_LIMIT } from '../kit/payload/files.js';
import { refusalBehind } from '../kit/thrown.js';
import { lookOf } from '../present.js';
import { noteExport } from '../../actions/exports/audit.js';
import { isFormat } from './formats.js';
import { resultMessages, sendable } from './messages.js';
import { produce } from './produce.js';
import { readOrder, type RequestDeps } from '../../actions/exports/read-order.js';

export type ExportPosterDeps = RequestDeps &
  Pick<Deps, 'spaces' | 'exports' | 'messages' | 'log'> & {
    readonly translators: Pick<Translators, 'for'>;
    readonly warnings: Warnings;
  };

type Posted = Result<unknown, DomainError>;

/** How long what else is due waits for an export, ms: most are done by then. */
const WAITED_MS = 3_000;
/** Where no interaction says what a file may have, it is what Discord allows everywhere. */
const MAX_BYTES = sendable(DEFAULT_FILE_LIMIT);

/** Makes and posts scheduled exports: silently, since nobody has asked at that moment. */
export const createExportPoster = (deps: ExportPosterDeps): ExportPoster => {
  const underWay = new Map<string, Promise<Posted>>();
  return {
    async post(space, schedule) {
      // The row comes again while it is made.
      const key = `${space}:${schedule.id}:${schedule.next}`;
      const running = underWay.get(key) ?? postOne(space, schedule, deps);
      underWay.set(key, running);
      const posted = await Promise.race([running, delay(deps.clock, WAITED_MS).then(() => 'underWay' as const)]);
      if (posted !== 'underWay') underWay.delete(key);
      return posted;
    },
    warn: (space, { channel }, error) => deps.warnings.exportNotPosted(space, channel, error),
  };
};

/** Never rejects. */
const postOne = async (space: SpaceId, schedule: ExportSchedule, deps: ExportPosterDeps): Promise<Posted> => {
  try {
    return await makeAndPost(space, schedule, deps);
  } catch (error) {
    const known = refusalBehind(error);
    if (known === undefined) deps.log.error({ space, err: error }, 'a scheduled export failed');
    return err(known ?? domainError('EXPORT_FAILED'));
  }
};

const makeAndPost = async (space: SpaceId, schedule: ExportSchedule, deps: ExportPosterDeps): Promise<Posted> => {
  const { id, format, detail, every, category, next, channel } = schedule;
  const config = await deps.spaces.get(space);
  if (!isFormat(format)) return err(domainError('EXPORT_FORMAT_UNKNOWN'));
  const { from, to } = scheduledPeriod(every, next, config.settings);
  const { locale, timeZone: zone } = config.settings;
  const about = { kind: 'team' } as const;
  const order = await readOrder(
    { space, config, about, format, detail, category, from, to, zone, locale, maxBytes: MAX_BYTES },
    deps,
  );
  const once = requestId(`export-schedule-made:${id}:${next}`);
  const exported = { id: once, by: null, at: deps.clock.now(), format, detail, from, to, category };
  const noted = await noteExport(space, null, exported, { source: 'due' }, deps);
  if (!noted.ok) return noted;
  const made = await produce(order, deps, () => undefined).done;
  if (!made.ok) return made;
  try {
    // In a week of nobody there is nothing to post.
    if (made.value.rows === 0) return ok(undefined);
    const what = { about, format, detail, from, to, category: category === null ? null : lookOf(config, category) };
    const messages = resultMessages(what, made.value, MAX_BYTES, deps.translators.for(locale));
    for (const [n, each] of messages.entries()) {
      const how = { silent: true, files: await each.files() };
      const posted = await deps.messages.post(channel, each.view, `xs:${id}:${next}:${n}`, how);
      if (!posted.ok) return posted;
    }
    return ok(undefined);
  } finally {
    await made.value.dispose();
  }
};
