import { ChannelType } from 'discord-api-types/v10';
import { choiceLabel, resolveCategory } from '../../domain/category-search.js';
import { withDashboard, withMoved, withoutDashboard, type Dashboard, type Dashboards } from '../../domain/dashboards.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { channelId, type ChannelId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { formatDay } from '../../i18n/format.js';
import { plainText } from '../../i18n/user-text.js';
import { dashboardList } from '../../views/dashboards/list.js';
import { noticeView } from '../../views/notice.js';
import { mentionChannel } from '../../views/text.js';
import { dayOf } from '../../domain/calendar.js';
import { activeChoices } from '../category-choices.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { inGuild, needs } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { lookOf } from '../present.js';

type Needs = Pick<Deps, 'documents' | 'spaces' | 'channels' | 'dashboards'>;

const shared = { visibility: 'ephemeral', guards: [inGuild, needs('manageDashboards')] } as const;
const channelOption = opt.channel([ChannelType.GuildText, ChannelType.GuildAnnouncement]).optional();

/**
 * Where a dashboard is to stand: the channel that was chosen, else the one that the server has set, else this one. It is asked first whether the bot can write
 * there. CHANNEL_NOT_FOUND, CHANNEL_NOT_TEXT, CHANNEL_HIDDEN, CHANNEL_READ_ONLY, CHANNEL_EMBEDS_MISSING, DISCORD_UNAVAILABLE.
 */
const placeFor = async (
  ctx: Context,
  chosen: ChannelId | undefined,
  { spaces, channels }: Pick<Deps, 'spaces' | 'channels'>,
): Promise<Result<ChannelId, DomainError>> => {
  const { dashboardChannel } = (await spaces.get(ctx.space)).settings;
  const channel = chosen ?? dashboardChannel ?? (ctx.channel === null ? null : channelId(ctx.channel.id));
  if (ctx.guild === null || channel === null) return err(domainError('CHANNEL_NOT_FOUND'));
  const checked = await channels.check(ctx.guild.id, channel);
  return checked.ok ? ok(channel) : checked;
};

/** Changes the dashboards of the server, once however often the interaction is delivered, and has Discord follow. */
const change = async (
  ctx: Context,
  event: string,
  make: (all: Dashboards) => Result<Dashboards, DomainError>,
  deps: Needs,
): Promise<Result<Dashboards, DomainError>> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source };
  const changed = await deps.documents.of(dashboards).update(ctx.space, by, (document) => {
    const all = make(document.dashboards);
    return all.ok ? ok({ ...document, dashboards: all.value }) : all;
  });
  deps.dashboards.refresh(ctx.space);
  return changed.ok ? ok(changed.value.dashboards) : changed;
};

const allOf = async (ctx: Context, { documents }: Pick<Deps, 'documents'>): Promise<Dashboards> =>
  (await documents.of(dashboards).get(ctx.space)).dashboards;

/** By its id, which is what a choice sends, or by its number in the list. DASHBOARD_NOT_FOUND. */
const find = async (ctx: Context, typed: string, deps: Pick<Deps, 'documents'>): Promise<Result<Dashboard, DomainError>> => {
  const all = await allOf(ctx, deps);
  const number = /^#?(\d{1,3})$/.exec(typed.trim())?.[1];
  const found = all.find(({ id }) => id === typed) ?? (number === undefined ? undefined : all[Number(number) - 1]);
  return found === undefined ? err(domainError('DASHBOARD_NOT_FOUND')) : ok(found);
};

/** `1: Work, 5 January 2026`: what is in a channel cannot be said where no markdown is read, so the number is that of the list. */
const choices: Autocomplete = async (ctx, typed, deps) => {
  const [all, config] = await Promise.all([allOf(ctx, deps), deps.spaces.get(ctx.space)]);
  const { timeZone } = config.settings;
  return all
    .map(({ id, category, at }, index) => ({
      name: ctx.t('dashboards.choice', {
        n: index + 1,
        what: category === null ? ctx.t('dashboards.all') : plainText(choiceLabel(lookOf(config, category))),
        day: formatDay(dayOf(at, timeZone), ctx.t),
      }),
      value: id,
    }))
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, 25);
};
const dashboardOption = opt.string({ minLength: 1, maxLength: 100, autocomplete: choices }).required();

const post = defineCommand({
  ...shared,
  name: 'post',
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
    channel: channelOption,
  },
  async run(ctx, { category: typed, channel: chosen }, deps: Needs) {
    const category = typed === undefined ? null : resolveCategory(await deps.spaces.get(ctx.space), typed);
    if (category?.ok === false) return failure(category.error);
    const place = await placeFor(ctx, chosen, deps);
    if (!place.ok) return failure(place.error);
    const dashboard: Dashboard = {
      id: ctx.id,
      channel: place.value,
      message: null,
      former: null,
      category: category?.value.id ?? null,
      by: ctx.user,
      at: ctx.occurredAt,
    };
    const kept = await change(ctx, 'dashboardAdded', (all) => withDashboard(all, dashboard), deps);
    if (!kept.ok) return failure(kept.error);
    return message(noticeView(ctx.t('dashboards.posted', { channel: mentionChannel(place.value) })));
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const [all, config] = await Promise.all([allOf(ctx, deps), deps.spaces.get(ctx.space)]);
    const problems = new Map(deps.dashboards.problems(ctx.space).map(({ id, error }) => [id, error]));
    const rows = all.map((dashboard) => ({
      ...dashboard,
      category: dashboard.category === null ? null : lookOf(config, dashboard.category),
      problem: problems.get(dashboard.id) ?? null,
    }));
    return message(dashboardList({ guild: ctx.guild?.id ?? null, rows }, ctx.t));
  },
});

const remove = defineCommand({
  ...shared,
  name: 'remove',
  options: { dashboard: dashboardOption },
  async run(ctx, { dashboard: typed }, deps: Needs & Pick<Deps, 'messages'>) {
    const found = await find(ctx, typed, deps);
    if (!found.ok) return failure(found.error);
    const { id, channel, message: shown } = found.value;
    const kept = await change(ctx, 'dashboardRemoved', (all) => withoutDashboard(all, { id }), deps);
    if (!kept.ok) return failure(kept.error);
    const gone = shown === null ? ok(undefined) : await deps.messages.remove(channel, shown);
    const where = { channel: mentionChannel(channel) };
    return message(noticeView(ctx.t('dashboards.removed', where), gone.ok ? [] : [ctx.t('dashboards.messageStays', where)]));
  },
});

const move = defineCommand({
  ...shared,
  name: 'move',
  options: { dashboard: dashboardOption, channel: channelOption },
  async run(ctx, { dashboard: typed, channel: chosen }, deps: Needs) {
    const found = await find(ctx, typed, deps);
    if (!found.ok) return failure(found.error);
    const place = await placeFor(ctx, chosen, deps);
    if (!place.ok) return failure(place.error);
    const kept = await change(ctx, 'dashboardMoved', (all) => withMoved(all, found.value.id, place.value, ctx.id), deps);
    if (!kept.ok) return failure(kept.error);
    return message(noticeView(ctx.t('dashboards.moved', { channel: mentionChannel(place.value) })));
  },
});

/** What only those do who may manage dashboards. */
export const managingDashboards = [post, list, remove, move];
