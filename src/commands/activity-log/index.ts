import { ChannelType } from 'discord-api-types/v10';
import { CLOCK_KINDS, LOG_KINDS, withPlaces, type LogKind, type LogPlaces } from '../../domain/activity-log.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { changeSetting, type Changing } from '../../actions/settings.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { inGuild, needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { showPlaces, type ShowingDeps } from './places.js';

type Needs = ShowingDeps & Changing;

const shared = { visibility: 'ephemeral', guards: [inGuild, needs(MAY_CHANGE_SETTINGS)] } as const;
const kindOption = opt.choice(['clock', ...LOG_KINDS]).optional();
const kindsOf = (chosen: LogKind | 'clock'): readonly LogKind[] => (chosen === 'clock' ? CLOCK_KINDS : [chosen]);

/** Changes which kinds have places of their own, once however often the interaction is delivered. */
const changePlaces = (
  ctx: Context,
  change: (places: LogPlaces) => LogPlaces,
  { documents }: ShowingDeps,
): Promise<Result<unknown, DomainError>> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'activityLogSet', source: ctx.source };
  return documents.of(activityLog).update(ctx.space, by, (kept) => {
    const places = change(kept.places);
    return ok(places === kept.places ? kept : { ...kept, places });
  });
};

const set = defineCommand({
  ...shared,
  name: 'set',
  options: {
    channel: opt.channel([ChannelType.GuildText, ChannelType.GuildAnnouncement]).required(),
    kind: kindOption,
  },
  async run(ctx, { channel, kind }, deps: Needs) {
    if (kind === undefined) {
      const changed = await changeSetting(ctx, 'logChannel', channel, deps);
      return changed.ok ? showPlaces(ctx, deps) : failure(changed.error);
    }
    const { logChannel } = (await deps.spaces.get(ctx.space)).settings;
    const checked = ctx.guild === null ? ok(undefined) : await deps.channels.check(ctx.guild.id, channel);
    // What can be put right later is said below what is set.
    const isHopeless = !checked.ok && (checked.error.code === 'CHANNEL_NOT_FOUND' || checked.error.code === 'CHANNEL_NOT_TEXT');
    if (isHopeless) return failure(checked.error);
    const place = channel === logChannel ? null : channel;
    const changed = await changePlaces(ctx, (places) => withPlaces(places, kindsOf(kind), place), deps);
    return changed.ok ? showPlaces(ctx, deps) : failure(changed.error);
  },
});

const off = defineCommand({
  ...shared,
  name: 'off',
  options: { kind: kindOption },
  async run(ctx, { kind }, deps: Needs) {
    const changed = await changePlaces(
      ctx,
      (places) => (kind === undefined ? {} : withPlaces(places, kindsOf(kind), 'off')),
      deps,
    );
    if (!changed.ok) return failure(changed.error);
    if (kind === undefined) {
      const unset = await changeSetting(ctx, 'logChannel', null, deps);
      if (!unset.ok) return failure(unset.error);
    }
    return showPlaces(ctx, deps);
  },
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: {},
  run: (ctx, _options, deps: Needs) => showPlaces(ctx, deps),
});

/** Where a server is told what happens on the clock, what is corrected, asked for and set. What is told is in `discord/activity-log`. */
export const activityLogFeature: Feature = {
  commands: [defineGroup({ name: 'activitylog', guards: [], children: [set, off, show] })],
  components: [],
};
