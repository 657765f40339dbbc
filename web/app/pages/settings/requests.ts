import type { App } from '../../core/app.js';
import { askForDirectory, type Directory } from '../../core/directory.js';
import type { Past, Setting, SettingChanged, SettingList, Value } from './contract.js';

const path = (app: App): string => `/spaces/${app.model.space?.id ?? ''}/settings`;

/** A language in its own words, so that whoever needs it finds it. */
const languageName = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;

const withChoices = (setting: Setting, { roles, channels }: Directory): Setting => {
  if (setting.kind === 'locale')
    return { ...setting, choices: setting.choices.map(({ value }) => ({ value, name: languageName(value) })) };
  if (setting.kind !== 'role' && setting.kind !== 'channel') return setting;
  const named = setting.kind === 'role' ? roles : channels;
  return { ...setting, choices: named.map(({ id, name }) => ({ value: id, name: setting.kind === 'role' ? name : `#${name}` })) };
};

/** The settings of the space, with the roles and channels of its server to choose from. */
export async function askForSettings(app: App): Promise<SettingList> {
  const [list, directory] = await Promise.all([app.api.get<SettingList>(path(app)), askForDirectory(app)]);
  return { ...list, settings: list.settings.map((setting) => withChoices(setting, directory)) };
}

/** @throws {Refused} with 412 when somebody has changed settings since `version` */
export const changeSetting = (app: App, version: string, key: string, value: Value, past: Past): Promise<SettingChanged> =>
  app.api.write<SettingChanged>('PATCH', path(app), { ifMatch: version, body: { key, value, past } });
