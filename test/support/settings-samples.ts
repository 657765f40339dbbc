import { CONFIG_IDS } from '../../src/commands/config/custom-ids.js';
import { controlOf, MENUS } from '../../src/commands/config/controls.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { channelId, roleId } from '../../src/domain/ids.js';
import { TOPICS } from '../../src/domain/setting-kinds.js';
import { SETTING_KEYS, settingRow, settingsWith, type SettingValue } from '../../src/domain/settings.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { settingsOverview } from '../../src/views/settings/overview.js';
import { settingsPanel } from '../../src/views/settings/panel.js';
import { pastQuestion } from '../../src/views/settings/question.js';

const LONGEST_ID = '9'.repeat(20);
const ZONE = 'America/Argentina/ComodRivadavia';

/** The settings with everything at its longest, `warning` being the longest refusal. */
export const settingsSamples = (
  done: string,
  warning: string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const role = roleId(LONGEST_ID);
  const channel = channelId(LONGEST_ID);
  const settings = settingsWith({
    ...{ timeZone: ZONE, dayStart: 359, onRole: role, breakRole: role, minimumSession: 59, selfEditBy: 10_079 },
    ...{
      requestChannel: channel,
      reminderChannel: channel,
      dashboardChannel: channel,
      logChannel: channel,
      sessionLimit: 44_639,
    },
    restDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  });
  const standard: Readonly<Record<string, SettingValue>> = settingsWith({});
  const listed = SETTING_KEYS.map((key) => ({ key, value: settings[key] }));
  const topics = menuRow(MENUS.topics, CONFIG_IDS.topics.encode({}), t, {
    options: TOPICS.map((value) => ({ value, label: t(`settings.topics.${value}.name`) })),
  });
  const refreshId = CONFIG_IDS.refresh.encode({ topic: 'time' });
  const [before, after] = ['America/Indiana/Petersburg', ZONE];
  const answer = (one: 'now' | 'recount' | 'cancel'): string =>
    CONFIG_IDS.answer.encode({ key: 'timeZone', value: after, answer: one });
  return [
    ...TOPICS.map((topic) => ({
      name: `settings ${topic}`,
      body: settingsPanel(
        {
          ...{ own: false, topic, done, warnings: [warning, warning], topics },
          items: listed
            .filter(({ key }) => settingRow(key).topic === topic)
            .map(({ key, value }) => ({
              ...{ key, value, control: controlOf(key, value, standard[key] ?? null, t) },
              resetId: CONFIG_IDS.reset.encode({ key }),
            })),
          recount: { isRunning: true, askedAt: 1_767_603_600_000, entries: 9_999_999, movedMs: 1e12, refreshId },
        },
        t,
      ),
    })),
    ...[null, ...TOPICS].map((topic) => ({
      name: `settings shown, ${topic ?? 'all'}`,
      body: settingsOverview(
        { own: false, topic, settings: listed.filter(({ key }) => topic === null || settingRow(key).topic === topic) },
        t,
      ),
    })),
    {
      name: 'settings ask about the past',
      body: pastQuestion(
        {
          ...{ key: 'timeZone', before, after, moved: { members: 9_999, entries: 9_999_999, movedMs: 1e12 } },
          ids: { now: answer('now'), recount: answer('recount'), cancel: answer('cancel') },
        },
        t,
      ),
    },
  ];
};
