import { ButtonStyle, ChannelType } from 'discord-api-types/v10';
import { choiceLabel } from '../../domain/category-search.js';
import type { DomainError } from '../../domain/errors.js';
import { channelId, guildOf, roleId, type CategoryId } from '../../domain/ids.js';
import { hasManageRoles } from '../../domain/permissions.js';
import type { Result } from '../../domain/result.js';
import { nextStep, SETUP_STEPS, setupStates, type SetupStep } from '../../domain/setup.js';
import type { SpaceConfig } from '../../domain/space.js';
import { searchZones } from '../../domain/zones/zone-search.js';
import { setup } from '../../engine/documents/kinds/setup.js';
import { plainText, userText } from '../../i18n/user-text.js';
import { errorText } from '../../views/error.js';
import { button, type LayoutView } from '../../views/message.js';
import { setupPanel, type SetupModel, type SetupStepModel } from '../../views/setup/panel.js';
import { categoryLabel, cut, mentionChannel, mentionRole } from '../../views/text.js';
import { zoneLabel } from '../../views/time-zone.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { OPTION, SELECT } from '../kit/limits.js';
import { menuRow } from '../kit/select.js';
import { SETUP_IDS } from './custom-ids.js';

export type SetupDeps = Pick<Deps, 'spaces' | 'documents' | 'defaults' | 'roles' | 'channels' | 'recount' | 'ids' | 'clock'>;

/** The menus of the panel; `components.ts` says what is done with what is selected. */
export const SETUP_MENUS = {
  go: field.dynamicSelect({ label: 'setup.go' }),
  zone: field.dynamicSelect({ label: 'setup.steps.zone.choose' }),
  onRole: field.roles({ label: 'setup.steps.roles.chooseOn', min: 1, max: 1 }),
  breakRole: field.roles({ label: 'setup.steps.roles.chooseBreak', min: 1, max: 1 }),
  categories: field.dynamicSelect({ label: 'setup.steps.categories.choose', min: 1, max: SELECT.values }),
  channel: field.channels({
    label: 'setup.chooseChannel',
    min: 1,
    max: 1,
    types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  }),
};

/** Categories that can be kept by one menu: as many as it holds, active ones first. Values hold 100 characters. */
export const offeredCategories = ({ categories }: SpaceConfig): readonly CategoryId[] =>
  categories
    .map(({ id }) => id)
    .filter((id) => id.length <= OPTION.value)
    .slice(0, SELECT.options);

/**
 * The panel as everything stands now: how far the server is, read from its configuration, and what is to be decided next, which is `step` or the
 * first one that is open. Rejects with `StoreUnavailable`.
 */
export const setupPage = async (
  ctx: Context,
  deps: SetupDeps,
  { step, done = null }: { readonly step?: SetupStep; readonly done?: string | null } = {},
): Promise<LayoutView> => {
  const { t, space } = ctx;
  const [config, { answered }] = await Promise.all([deps.spaces.get(space), deps.documents.of(setup).get(space)]);
  const states = setupStates(space, config, answered, deps.defaults);
  const problems = await problemsOf(ctx, config, deps);
  const steps = SETUP_STEPS.map((one): SetupStepModel => ({
    step: one,
    state: states[one],
    value: valueOf(one, config),
    problems: problems[one] ?? [],
  }));
  const shown = step ?? nextStep(states);
  const current = shown === null ? null : currentOf(ctx, shown, states[shown] === 'done', config, deps);
  const go = menuRow(SETUP_MENUS.go, SETUP_IDS.go.encode({}), t, {
    options: SETUP_STEPS.map((value) => ({ value, label: t(`setup.steps.${value}.name`) })),
    ...(shown === null ? {} : { selected: [shown] }),
  });
  return setupPanel({ steps, current, done, go }, t);
};

const valueOf = (step: SetupStep, { settings, categories }: SpaceConfig): string => {
  const { timeZone, onRole, breakRole, dashboardChannel, logChannel } = settings;
  switch (step) {
    case 'zone':
      return userText(timeZone);
    case 'roles':
      return [onRole, breakRole].flatMap((role) => (role === null ? [] : [mentionRole(role)])).join(', ');
    case 'categories':
      return cut(
        categories
          .filter(({ archived }) => !archived)
          .map((category) => categoryLabel(category))
          .join(', '),
        300,
      );
    case 'dashboard':
      return dashboardChannel === null ? '' : mentionChannel(channelId(dashboardChannel));
    case 'log':
      return logChannel === null ? '' : mentionChannel(channelId(logChannel));
  }
};

/** What the bot may not do with the roles and channels that are set, as Discord says now. */
const problemsOf = async (
  { space, t }: Context,
  { settings }: SpaceConfig,
  { roles, channels }: Pick<Deps, 'roles' | 'channels'>,
): Promise<Partial<Record<SetupStep, readonly string[]>>> => {
  const guild = guildOf(space);
  if (guild === null) return {};
  const said = async (mention: string, check: Promise<Result<void, DomainError>>): Promise<readonly string[]> => {
    const checked = await check;
    if (checked.ok) return [];
    const isUnknown = checked.error.code === 'DISCORD_UNAVAILABLE';
    return [t('setup.problem', { what: mention, reason: isUnknown ? t('setup.unchecked') : errorText(checked.error, t) })];
  };
  const ofRole = (role: string | null) =>
    role === null ? [] : said(mentionRole(roleId(role)), roles.check(guild, roleId(role)));
  const ofChannel = (channel: string | null) =>
    channel === null ? [] : said(mentionChannel(channelId(channel)), channels.check(guild, channelId(channel)));
  const [on, pause, dashboard, log] = await Promise.all([
    ofRole(settings.onRole),
    ofRole(settings.breakRole),
    ofChannel(settings.dashboardChannel),
    ofChannel(settings.logChannel),
  ]);
  return { roles: [...on, ...pause], dashboard, log };
};

/** What decides a step. */
const currentOf = (
  ctx: Context,
  step: SetupStep,
  isDone: boolean,
  config: SpaceConfig,
  deps: SetupDeps,
): NonNullable<SetupModel['current']> => {
  const { t } = ctx;
  const { settings } = config;
  const leave = (label: string) => button(SETUP_IDS.leave.encode({ step }), label, ButtonStyle.Secondary);
  const goOn = isDone ? leave(t('setup.goOn')) : leave(t('setup.leave'));
  switch (step) {
    case 'zone': {
      const now = deps.clock.now();
      const zones = searchZones('', t.locale, SELECT.options, [settings.timeZone, deps.defaults.timeZone]);
      const options = zones.map((zone) => ({ value: zone, label: zoneLabel(zone, now, t) }));
      return {
        step,
        hints: [],
        menus: [menuRow(SETUP_MENUS.zone, SETUP_IDS.zone.encode({}), t, { options })],
        buttons: [
          leave(cut(t('setup.steps.zone.keep', { zone: plainText(settings.timeZone) }), 80)),
          button(SETUP_IDS.typeZone.encode({}), t('setup.steps.zone.other'), ButtonStyle.Secondary),
        ],
      };
    }
    case 'roles': {
      const given = (role: string | null) => (role === null ? [] : [roleId(role)]);
      // Discord tells what the bot may do here with every interaction, though not always.
      const own = ctx.channel?.appPermissions ?? null;
      const lacks = own !== null && !hasManageRoles(own);
      return {
        step,
        hints: lacks ? [errorText({ code: 'ROLE_PERMISSION_MISSING' }, t)] : [],
        menus: [
          menuRow(SETUP_MENUS.onRole, SETUP_IDS.role.encode({ key: 'onRole' }), t, given(settings.onRole)),
          menuRow(SETUP_MENUS.breakRole, SETUP_IDS.role.encode({ key: 'breakRole' }), t, given(settings.breakRole)),
        ],
        buttons: [button(SETUP_IDS.createRoles.encode({}), t('setup.steps.roles.create'), ButtonStyle.Primary), goOn],
      };
    }
    case 'categories': {
      const offered = offeredCategories(config);
      const known = config.categories.filter(({ id }) => offered.includes(id));
      const options = known.map((category) => ({ value: category.id, label: plainText(choiceLabel(category)) }));
      const selected = known.filter(({ archived }) => !archived).map(({ id }) => id);
      return {
        step,
        hints: [],
        menus: [menuRow(SETUP_MENUS.categories, SETUP_IDS.categories.encode({}), t, { options, selected })],
        buttons: [leave(t('setup.steps.categories.keep'))],
      };
    }
    case 'dashboard':
    case 'log': {
      const channel = step === 'dashboard' ? settings.dashboardChannel : settings.logChannel;
      const given = channel === null ? [] : [channel];
      const row = menuRow(SETUP_MENUS.channel, SETUP_IDS.channel.encode({ step }), t, given);
      return { step, hints: [], menus: [row], buttons: [goOn] };
    }
  }
};
