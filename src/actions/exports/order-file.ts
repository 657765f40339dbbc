import { dayOf } from '../../domain/calendar.js';
import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { EXPORT_TIMEFRAMES } from '../../domain/export-period.js';
import { exportPeriod } from '../../domain/export-period.js';
import { personalSpace, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { FORMATS, type FormatName } from '../../export/formats.js';
import type { Detail } from '../../export/report.js';
import { mayDo } from '../access.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';
import { noteExport } from './audit.js';
import type { FileOrder } from './desk.js';
import { countingFor, readOrder, type About, type RequestDeps } from './read-order.js';

export type OrderingMeans = RequestDeps & Pick<Means, 'spaces'>;

/** What somebody wants to have as a file. */
export interface FileWish {
  readonly format: FormatName;
  readonly timeframe: (typeof EXPORT_TIMEFRAMES)[number] | null;
  /** `yyyymmdd` */
  readonly from: string | null;
  readonly to: string | null;
  readonly category: string | null;
  readonly detail: Detail | null;
  /** Whose time; `team`: that of all. */
  readonly of: UserId | 'team';
  /** BCP 47 */
  readonly locale: string;
}

/** Whose time is meant, as far as whoever asks may export it. CAPABILITY_MISSING, GUILD_ONLY. */
export const exportable = (
  actor: Actor,
  of: UserId | 'team',
  config: Parameters<typeof mayDo>[2],
): Result<About, DomainError> => {
  if (of === actor.user) return ok({ kind: 'member', user: actor.user, name: null });
  if (actor.guild === null) return err(domainError('GUILD_ONLY'));
  const may = mayDo(actor, 'exportOthers', config);
  if (!may.ok) return may;
  return ok(of === 'team' ? { kind: 'team' } : { kind: 'member', user: of, name: null });
};

/** What a format can tell of what is wanted. EXPORT_ENTRIES_ONLY */
export const detailIn = (format: FormatName, detail: Detail | null): Result<Detail, DomainError> => {
  const details: readonly Detail[] = FORMATS[format].details;
  if (detail === null) return ok(details[0] ?? 'entries');
  return details.includes(detail) ? ok(detail) : err(domainError('EXPORT_ENTRIES_ONLY'));
};

/** Where one file may have any size, nothing is packed or split. */
const ANY_SIZE = Number.MAX_SAFE_INTEGER;

/**
 * An export as it is put into the queue. That somebody else's time is exported is written down before it is. CAPABILITY_MISSING, GUILD_ONLY, EXPORT_ENTRIES_ONLY,
 * EXPORT_PERIOD_TWICE, RANGE_BACKWARDS, CATEGORY_NOT_FOUND. Rejects with `StoreUnavailable`.
 */
export const orderFile = async (actor: Actor, wish: FileWish, deps: OrderingMeans): Promise<Result<FileOrder, DomainError>> => {
  const { space, user } = actor;
  const { format, of } = wish;
  const config = await deps.spaces.get(space);
  const about = exportable(actor, of, config);
  if (!about.ok) return about;
  const detail = detailIn(format, wish.detail);
  if (!detail.ok) return detail;
  const found = wish.category === null ? null : namedCategory(config, wish.category);
  if (found?.ok === false) return found;
  const category = found === null ? null : found.value.id;
  const own = await deps.documents.of(preferences).get({ space: personalSpace(user), user });
  const zone = own.timeZone ?? config.settings.timeZone;
  const counting = countingFor(config, zone);
  const today = dayOf(Math.max(deps.clock.now(), actor.occurredAt), counting.zone, counting.dayStart);
  const period = exportPeriod(wish, today, config.settings.weekStart);
  if (!period.ok) return period;
  return ok({
    ...{ id: actor.id, space, user, isOthers: of !== user },
    prepare: async () => {
      const order = await readOrder(
        {
          ...{ space, config, about: about.value, format, detail: detail.value, category, zone },
          ...{ ...period.value, locale: wish.locale, maxBytes: ANY_SIZE },
        },
        deps,
      );
      if (of === user) return ok(order);
      // It may have waited for its turn, and the permission may be gone since.
      const may = mayDo(actor, 'exportOthers', await deps.spaces.get(space));
      if (!may.ok) return may;
      const exported = {
        ...{ id: actor.id, by: user, at: actor.occurredAt, format, detail: detail.value, category },
        ...{ from: order.from, to: order.to },
      };
      const noted = await noteExport(space, of === 'team' ? null : of, exported, actor, deps);
      return noted.ok ? ok(order) : noted;
    },
  });
};
