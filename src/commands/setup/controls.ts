import { ButtonStyle, ChannelType } from 'discord-api-types/v10';
import { choiceLabel } from '../../domain/category-search.js';
import { roleId, type CategoryId } from '../../domain/ids.js';
import { hasManageRoles } from '../../domain/permissions.js';
import type { SetupStep } from '../../domain/setup.js';
import type { SpaceConfig } from '../../domain/space.js';
import { searchZones } from '../../domain/zones/zone-search.js';
import { plainText } from '../../i18n/user-text.js';
import { errorText } from '../../views/error.js';
import { button } from '../../views/message.js';
import type { SetupModel } from '../../views/setup/panel.js';
import { settingWords } from '../../views/settings/words.js';
import { cut } from '../../views/text.js';
import { zoneLabel } from '../../views/time-zone.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { OPTION, SELECT } from '../kit/limits.js';
import { menuRow } from '../kit/select.js';
import { SETUP_IDS } from './custom-ids.js';

/** The menus of the panel; `components.ts` says what is done with what is selected. */
export const SETUP_MENUS = {
  go: field.dynamicSelect({ label: 'setup.go' }),
  language: field.dynamicSelect({ label: 'setup.steps.language.choose' }),
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

/** What decides a step. */
export const currentOf = (
  ctx: Context,
  step: SetupStep,
  isDone: boolean,
  config: SpaceConfig,
  deps: Pick<Deps, 'clock' | 'defaults'>,
): NonNullable<SetupModel['current']> => {
  const { t } = ctx;
  const { settings } = config;
  const leave = (label: string) => button(SETUP_IDS.leave.encode({ step }), label, ButtonStyle.Secondary);
  const goOn = isDone ? leave(t('setup.goOn')) : leave(t('setup.leave'));
  switch (step) {
    case 'language': {
      const { values } = settingWords('locale', t);
      const options = [...values].map(([value, label]) => ({ value, label }));
      const name = values.get(settings.locale) ?? settings.locale;
      return {
        step,
        hints: [],
        menus: [menuRow(SETUP_MENUS.language, SETUP_IDS.language.encode({}), t, { options })],
        buttons: [leave(t('setup.steps.language.keep', { language: name }))],
      };
    }
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
