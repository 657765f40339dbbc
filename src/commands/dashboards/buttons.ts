import { requestOf } from '../../actions/actor.js';
import { resolveCategory } from '../../domain/category-search.js';
import { mayUse, type Category } from '../../domain/category.js';
import { activeCategories } from '../../domain/category-rules.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { CategoryId } from '../../domain/ids.js';
import { choiceLabel } from '../../domain/category-search.js';
import { plainText } from '../../i18n/user-text.js';
import { categoryPicker } from '../../views/dashboards/picker.js';
import { errorView } from '../../views/error.js';
import { clockInTo } from '../clock-in.js';
import { wantsNote } from '../../actions/wants-note.js';
import type { Deps } from '../deps.js';
import { clockedOutView, type EndingDeps } from '../entries/after-clock-out.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { inGuild, mayClockIn } from '../kit/guards.js';
import { SELECT } from '../kit/limits.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { cardOf, statusOf, type ClockingDeps, type Presenting } from '../present.js';
import { ownTargetsOrNone } from '../targets/own-targets.js';
import { categoryIn, DASHBOARD_IDS } from './custom-ids.js';

type ClockInDeps = Pick<Deps, 'sessions' | 'overview' | 'spaces' | 'clock' | 'ids'>;

/** Their own card with its buttons, and above it why nothing was done. */
const cardWith = async (ctx: Context, error: DomainError, deps: Presenting): Promise<Reply> => {
  const status = await deps.overview.status(ctx.space, ctx.user);
  if (!status.ok) return failure(error);
  return message({ ...(await statusOf(status.value, ctx, deps)), content: errorView(error, ctx.t).content });
};

const isOnTheClock = async (ctx: Context, { overview }: Pick<Deps, 'overview'>): Promise<boolean> => {
  const status = await overview.status(ctx.space, ctx.user);
  return status.ok && status.value.state.active !== null;
};

/** The category that the member was in last, as long as they may still be in it. */
const lastUsed = async (ctx: Context, { overview, spaces }: Pick<Deps, 'overview' | 'spaces'>): Promise<Category | null> => {
  const status = await overview.status(ctx.space, ctx.user);
  const last = status.ok ? status.value.state.last : null;
  if (last === null) return null;
  const known = resolveCategory(await spaces.get(ctx.space), last.category);
  return known.ok && mayUse(known.value, ctx.memberRoles) ? known.value : null;
};

/** Asks which category, privately. */
const ask = async (ctx: Context, deps: ClockInDeps): Promise<Reply> => {
  const [config, last] = await Promise.all([deps.spaces.get(ctx.space), lastUsed(ctx, deps)]);
  const usable = activeCategories(config).filter((one) => mayUse(one, ctx.memberRoles));
  if (usable.length === 0) return failure(domainError('CATEGORY_NONE_USABLE'));
  const options = usable.map((category) => ({ value: category.id, label: plainText(choiceLabel(category)) }));
  return message(
    categoryPicker(
      {
        menu: pick.row(ctx.t, {}, { options }),
        last: last === null ? null : { id: DASHBOARD_IDS.last.encode({}), label: plainText(choiceLabel(last)) },
        beyond: Math.max(0, options.length - SELECT.options),
      },
      ctx.t,
    ),
  );
};

const clockInById = async (ctx: Context, id: CategoryId | string, deps: ClockInDeps): Promise<Reply> => {
  const found = resolveCategory(await deps.spaces.get(ctx.space), id);
  return found.ok ? clockInTo(ctx, found.value, null, deps) : failure(found.error);
};

/** What comes of a choice takes the place of the question. */
const instead = (reply: Reply): Reply => (reply.kind === 'message' ? update(reply.view) : reply);

const guards = [inGuild, mayClockIn];

const pick = defineSelect({
  route: DASHBOARD_IDS.pick,
  allowance: 'clock',
  guards,
  field: field.dynamicSelect({ label: 'dashboards.menu' }),
  run: async (ctx, _args, [chosen = ''], deps: ClockInDeps) => instead(await clockInById(ctx, chosen, deps)),
});

/** Everybody in the channel may use these, each about their own time. */
export const dashboardButtons = [
  defineButton({
    route: DASHBOARD_IDS.clockIn,
    allowance: 'clock',
    guards,
    async run(ctx, { category: about }, deps: ClockInDeps) {
      const category = categoryIn(about);
      if (await isOnTheClock(ctx, deps)) return cardWith(ctx, domainError('SESSION_ALREADY_ACTIVE'), deps);
      return category === null ? ask(ctx, deps) : clockInById(ctx, category, deps);
    },
  }),
  pick,
  defineButton({
    route: DASHBOARD_IDS.again,
    allowance: 'clock',
    guards,
    async run(ctx, _args, deps: ClockInDeps) {
      if (await isOnTheClock(ctx, deps)) return cardWith(ctx, domainError('SESSION_ALREADY_ACTIVE'), deps);
      const last = await lastUsed(ctx, deps);
      return last === null ? ask(ctx, deps) : clockInTo(ctx, last, null, deps);
    },
  }),
  defineButton({
    route: DASHBOARD_IDS.last,
    allowance: 'clock',
    guards,
    async run(ctx, _args, deps: ClockInDeps) {
      const last = await lastUsed(ctx, deps);
      return last === null ? failure(domainError('STALE_CONTROL')) : instead(await clockInTo(ctx, last, null, deps));
    },
  }),
  defineButton({
    route: DASHBOARD_IDS.pause,
    allowance: 'clock',
    guards: [inGuild],
    async run(ctx, _args, deps: ClockingDeps) {
      const status = await deps.overview.status(ctx.space, ctx.user);
      if (!status.ok) return failure(status.error);
      const { active } = status.value.state;
      if (active === null) return failure(domainError('SESSION_NOT_ACTIVE'));
      const request = { ...requestOf(ctx), session: active.id };
      const changed = active.status === 'PAUSED' ? await deps.sessions.resume(request) : await deps.sessions.pause(request);
      return changed.ok ? message(await cardOf(changed.value, ctx, deps)) : failure(changed.error);
    },
  }),
  defineButton({
    route: DASHBOARD_IDS.clockOut,
    allowance: 'clock',
    guards: [inGuild],
    async run(ctx, _args, deps: EndingDeps & Pick<Deps, 'sessions'>) {
      // No form may follow what has to be read first: the button of the card opens it.
      if (await wantsNote(ctx, undefined, deps)) return cardWith(ctx, domainError('NOTE_REQUIRED_ON_CARD'), deps);
      const ended = await deps.sessions.clockOut(requestOf(ctx));
      return ended.ok ? message(await clockedOutView(ended.value, ctx, deps)) : failure(ended.error);
    },
  }),
  defineButton({
    route: DASHBOARD_IDS.status,
    guards: [inGuild],
    async run(ctx, _args, deps: Presenting & Pick<Deps, 'documents'>) {
      const [own, targets] = await Promise.all([deps.overview.status(ctx.space, ctx.user), ownTargetsOrNone(ctx, deps)]);
      return own.ok ? message(await statusOf(own.value, ctx, deps, { targets })) : failure(own.error);
    },
  }),
];
