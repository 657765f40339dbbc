import { dayOf } from '../../domain/calendar.js';
import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { exportPeriod, EXPORT_TIMEFRAMES } from '../../domain/export-period.js';
import { channelId, requestId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { detailIn } from '../../actions/exports/order-file.js';
import type { FormatName } from '../../export/formats.js';
import { DETAILS, type Detail } from '../../export/report.js';
import { activeChoices } from '../category-choices.js';
import type { Deps } from '../deps.js';
import { parseTypedDay } from '../explain/typed-day.js';
import { mayDo } from '../../actions/access.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { noteExport } from '../../actions/exports/audit.js';
import { sendable } from './messages.js';
import type { ExportOrder } from './order.js';
import { countingFor, readOrder, type About, type RequestDeps, type Wanted } from '../../actions/exports/read-order.js';
import { COMMAND_FORMATS } from './formats.js';

export type MakeDeps = RequestDeps & Pick<Deps, 'spaces' | 'exportDesk'>;

const SCOPES = ['me', 'server'] as const;
/** Discord lets replies be changed for 15 minutes; the last of them is for sending. ms */
const REPLIES_MS = 14 * 60_000;

const typedDay = opt.string({ minLength: 1, maxLength: 64 }).optional();

interface Asked {
  readonly format: FormatName;
  readonly timeframe?: (typeof EXPORT_TIMEFRAMES)[number] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly category?: string | undefined;
  readonly detail?: Detail | undefined;
  readonly user?: Context['user'] | undefined;
  readonly scope?: (typeof SCOPES)[number] | undefined;
}

/** The day that was typed; null when none was. DAY_INVALID. */
const dayIn = (typed: string | undefined, typing: Awaited<ReturnType<typeof typingOf>>): Result<string | null, DomainError> =>
  typed === undefined ? ok(null) : parseTypedDay(typed, typing);

/** Whose time is meant, as far as whoever asks may export it. CAPABILITY_MISSING, GUILD_ONLY, EXPORT_ABOUT_TWICE. */
const aboutOf = (ctx: Context, { user, scope = 'me' }: Asked, config: Wanted['config']): Result<About, DomainError> => {
  const isOther = user !== undefined && user !== ctx.user;
  const own: About = { kind: 'member', user: ctx.user, name: ctx.displayName };
  if (!isOther && scope === 'me') return ok(own);
  if (ctx.guild === null) return err(domainError('GUILD_ONLY'));
  const may = mayDo(ctx, 'exportOthers', config);
  if (!may.ok) return may;
  if (user !== undefined && scope === 'server') return err(domainError('EXPORT_ABOUT_TWICE'));
  return ok(user === undefined ? { kind: 'team' } : { kind: 'member', user, name: null });
};

/** What the options mean. Rejects with `StoreUnavailable`. */
const wantedOf = async (ctx: Context, asked: Asked, deps: MakeDeps): Promise<Result<Wanted, DomainError>> => {
  const config = await deps.spaces.get(ctx.space);
  const about = aboutOf(ctx, asked, config);
  if (!about.ok) return about;
  const detail = detailIn(asked.format, asked.detail ?? null);
  if (!detail.ok) return detail;
  const found = asked.category === undefined ? null : namedCategory(config, asked.category);
  if (found?.ok === false) return found;
  const typing = await typingOf(ctx, deps);
  const [from, to] = [dayIn(asked.from, typing), dayIn(asked.to, typing)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  const { zone, dayStart } = countingFor(config, typing.zone);
  const today = dayOf(Math.max(deps.clock.now(), ctx.occurredAt), zone, dayStart);
  const days = { timeframe: asked.timeframe ?? null, from: from.value, to: to.value };
  const period = exportPeriod(days, today, config.settings.weekStart);
  if (!period.ok) return period;
  return ok({
    ...{ space: ctx.space, config, about: about.value, format: asked.format, detail: detail.value, ...period.value, zone },
    category: found === null ? null : found.value.id,
    locale: ctx.t.locale,
    maxBytes: sendable(ctx.fileSizeLimit),
  });
};

const whatOf = (ctx: Context, { about, format, from, to, category, config, detail }: Wanted): ExportOrder['what'] => ({
  ...{ format, from, to, detail },
  category: category === null ? null : lookOf(config, category),
  about: about.kind === 'team' ? about : about.user === ctx.user ? { kind: 'self' } : { kind: 'member', user: about.user },
});

const orderOf = (ctx: Context, wanted: Wanted, deps: MakeDeps): ExportOrder => {
  const { about, space, format, detail, category } = wanted;
  const isOwn = about.kind === 'member' && about.user === ctx.user;
  return {
    ...{ id: ctx.id, space, user: ctx.user, what: whatOf(ctx, wanted), t: ctx.t, maxBytes: wanted.maxBytes },
    repliesUntil: ctx.occurredAt + REPLIES_MS,
    channel: ctx.channel === null || ctx.place === 'elsewhere' ? null : { id: channelId(ctx.channel.id), t: ctx.tPublic },
    async prepare() {
      const order = await readOrder(wanted, deps);
      if (isOwn) return ok(order);
      // It may have waited for its turn, and the permission may be gone since.
      const may = mayDo(ctx, 'exportOthers', await deps.spaces.get(space));
      if (!may.ok) return may;
      const noted = await noteExport(
        space,
        about.kind === 'team' ? null : about.user,
        {
          ...{ id: requestId(ctx.id), by: ctx.user, at: ctx.occurredAt },
          ...{ format, detail, from: order.from, to: order.to, category },
        },
        ctx,
        deps,
      );
      return noted.ok ? ok(order) : noted;
    },
  };
};

/** A file of one's own time, or of that of others for those who may export it. */
export const make = defineCommand({
  name: 'make',
  visibility: 'ephemeral',
  guards: [],
  options: {
    format: opt.choice(COMMAND_FORMATS).required(),
    timeframe: opt.choice(EXPORT_TIMEFRAMES).optional(),
    from: typedDay,
    to: typedDay,
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
    detail: opt.choice(DETAILS).optional(),
    user: opt.user().optional(),
    scope: opt.choice(SCOPES).optional(),
  },
  async run(ctx, options, deps: MakeDeps) {
    const wanted = await wantedOf(ctx, options, deps);
    if (!wanted.ok) return failure(wanted.error);
    const begun = deps.exportDesk.begin(orderOf(ctx, wanted.value, deps));
    return begun.ok ? begun.value.answer() : failure(begun.error);
  },
});
