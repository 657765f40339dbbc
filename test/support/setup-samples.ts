import { ButtonStyle } from 'discord-api-types/v10';
import { SETUP_IDS } from '../../src/commands/setup/custom-ids.js';
import { SETUP_MENUS } from '../../src/commands/setup/controls.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { roleId } from '../../src/domain/ids.js';
import { SETUP_STEPS, type SetupState } from '../../src/domain/setup.js';
import type { Translator } from '../../src/i18n/translator.js';
import { button, type AnyView } from '../../src/views/message.js';
import { setupPanel, type SetupModel } from '../../src/views/setup/panel.js';

const LONGEST_ID = '9'.repeat(20);

/** The guided first run at its longest, `problem` being the longest refusal. */
export const setupSamples = (
  value: string,
  problem: string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const go = menuRow(SETUP_MENUS.go, SETUP_IDS.go.encode({}), t, {
    options: SETUP_STEPS.map((step) => ({ value: step, label: t(`setup.steps.${step}.name`) })),
  });
  const role = roleId(LONGEST_ID);
  const menus: readonly NonNullable<SetupModel['current']>['menus'][number][] = [
    menuRow(SETUP_MENUS.onRole, SETUP_IDS.role.encode({ key: 'onRole' }), t, [role]),
    menuRow(SETUP_MENUS.breakRole, SETUP_IDS.role.encode({ key: 'breakRole' }), t, [role]),
    menuRow(SETUP_MENUS.channel, SETUP_IDS.channel.encode({ step: 'dashboard' }), t, [LONGEST_ID]),
  ];
  const steps = (state: SetupState, problems: readonly string[] = []) =>
    SETUP_STEPS.map((step) => ({ step, state, value, problems }));
  const buttons = [
    button(SETUP_IDS.createRoles.encode({}), t('setup.steps.roles.create'), ButtonStyle.Primary),
    button(SETUP_IDS.leave.encode({ step: 'roles' }), t('setup.leave'), ButtonStyle.Secondary),
  ];
  return [
    ...SETUP_STEPS.map((step) => ({
      name: `setup ${step}`,
      body: setupPanel({ steps: steps('open'), current: { step, hints: [problem], menus, buttons }, done: value, go }, t),
    })),
    { name: 'set up', body: setupPanel({ steps: steps('done', [problem, problem]), current: null, done: null, go }, t) },
    { name: 'set up with nothing', body: setupPanel({ steps: steps('left'), current: null, done: null, go }, t) },
  ];
};
