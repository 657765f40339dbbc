import type { DomainError } from '../domain/errors.js';
import { isGuildSpace, personalSpace } from '../domain/ids.js';
import { ok, type Result } from '../domain/result.js';
import { resolveZone } from '../domain/zones/zone-search.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import { noticeView } from '../views/notice.js';
import { timeZoneCard, zoneNotice } from '../views/time-zone.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';
import { defineCommand, defineGroup } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message } from './kit/reply.js';
import type { Feature } from './kit/routes.js';
import { ownPreferences, zoneOf } from './zone-of.js';
import { zoneChoices } from './zone-choices.js';

type Needs = Pick<Deps, 'documents' | 'spaces' | 'clock'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;

const originOf = (ctx: Context, event: string) => ({
  ...{ actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source },
});

/** Keeps the zone of whoever asks; null: as the space they are in. */
const keepZone = async (ctx: Context, { documents }: Needs, timeZone: string | null): Promise<Result<unknown, DomainError>> =>
  documents
    .of(preferences)
    .update(ownPreferences(ctx), originOf(ctx, timeZone === null ? 'timeZoneReset' : 'timeZoneSet'), (own) =>
      ok(own.timeZone === timeZone ? own : { ...own, timeZone }),
    );

/** The days of a person's own space are in their zone. What has been counted there stays as it was counted. */
const countHomeIn = async (ctx: Context, { spaces }: Needs, timeZone: string): Promise<Result<unknown, DomainError>> =>
  spaces.update(personalSpace(ctx.user), originOf(ctx, 'timeZoneSet'), (config) =>
    ok(config.settings.timeZone === timeZone ? config : { ...config, settings: { ...config.settings, timeZone } }),
  );

/** The zone that the totals of a guild are in; null in a person's own space, where it is the member's. */
const guildZoneOf = async (ctx: Context, { spaces }: Needs): Promise<string | null> =>
  isGuildSpace(ctx.space) ? (await spaces.get(ctx.space)).settings.timeZone : null;

const set = defineCommand({
  ...shared,
  name: 'set',
  options: { zone: opt.string({ minLength: 1, maxLength: 100, autocomplete: zoneChoices }).required() },
  async run(ctx, { zone: input }, deps: Needs) {
    // Discord may send the label of a choice instead of its value.
    const zone = resolveZone(input.split(' · ', 1)[0] ?? input, ctx.t.locale);
    if (!zone.ok) return failure(zone.error);
    const kept = await keepZone(ctx, deps, zone.value);
    if (!kept.ok) return failure(kept.error);
    const counted = await countHomeIn(ctx, deps, zone.value);
    if (!counted.ok) return failure(counted.error);
    const model = { zone: zone.value, guildZone: await guildZoneOf(ctx, deps), now: deps.clock.now() };
    return message(noticeView(zoneNotice(model, ctx.t)));
  },
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const own = await deps.documents.of(preferences).get(ownPreferences(ctx));
    const zone = await zoneOf(ctx, deps);
    const guildZone = await guildZoneOf(ctx, deps);
    return message(timeZoneCard({ zone, isChosen: own.timeZone !== null, guildZone, now: deps.clock.now() }, ctx.t));
  },
});

const reset = defineCommand({
  ...shared,
  name: 'reset',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const kept = await keepZone(ctx, deps, null);
    if (!kept.ok) return failure(kept.error);
    const zone = await zoneOf(ctx, deps);
    const guildZone = await guildZoneOf(ctx, deps);
    return message(timeZoneCard({ zone, isChosen: false, guildZone, now: deps.clock.now() }, ctx.t));
  },
});

/** How a member's typing is read and their reports are written. */
export const timeZone: Feature = { commands: [defineGroup({ name: 'timezone', guards: [], children: [set, show, reset] })] };
