import { channelId } from '../../domain/ids.js';
import { nextStep, SETUP_STEPS, setupStates, type SetupStep } from '../../domain/setup.js';
import type { SpaceConfig } from '../../domain/space.js';
import { setup } from '../../engine/documents/kinds/setup.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import type { LayoutView } from '../../views/message.js';
import { setupPanel, type SetupStepModel } from '../../views/setup/panel.js';
import { settingWords } from '../../views/settings/words.js';
import { categoryLabel, cut, mentionChannel, mentionRole } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { menuRow } from '../kit/select.js';
import { currentOf, SETUP_MENUS } from './controls.js';
import { SETUP_IDS } from './custom-ids.js';
import { problemsOf } from './problems.js';

export type SetupDeps = Pick<Deps, 'spaces' | 'documents' | 'defaults' | 'roles' | 'channels' | 'recount' | 'ids' | 'clock'>;

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
    value: valueOf(one, config, t),
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

const valueOf = (step: SetupStep, { settings, categories }: SpaceConfig, t: Translator): string => {
  const { locale, timeZone, onRole, breakRole, dashboardChannel, logChannel } = settings;
  switch (step) {
    case 'language':
      return settingWords('locale', t).values.get(locale) ?? locale;
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
