import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { MAY_CHANGE_SETTINGS, SETTING_KEYS, settingRow, settingsWith, type SettingKey } from '../../src/domain/settings.js';
import { TOPICS, type SettingInput } from '../../src/domain/setting-kinds.js';
import { clockText, durationText } from '../../src/domain/setting-text.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { settingValue } from '../../src/views/settings/value.js';
import { canBeOff, settingName, settingWords } from '../../src/views/settings/words.js';

const ROOT = join(import.meta.dirname, '..', '..');
/** Where the document lies. */
export const SETTINGS_DOCUMENT = join(ROOT, 'docs', 'settings.md');

const t = createTranslators({ strict: true }).for('en');
const standard = settingsWith({});

/** Values that cannot be listed, and how they are typed. */
const typed = (input: SettingInput): string => {
  switch (input.kind) {
    case 'zone':
      return 'A time zone: its IANA name, or a city or country that has only one';
    case 'clock':
      return `A time of day from ${clockText(input.min)} to ${clockText(input.max)}`;
    case 'duration':
      return `Whole minutes from \`${durationText(input.min)}\` to \`${durationText(input.max)}\``;
    case 'days':
      return `Days, ${input.min} to ${input.max}`;
    case 'role':
      return 'A role';
    case 'channel':
      return 'A text or announcement channel';
    case 'toggle':
    case 'locale':
    case 'choice':
    case 'choices':
      return '';
  }
};

const possible = (key: SettingKey): string => {
  const { input } = settingRow(key);
  const { values, off } = settingWords(key, t);
  const listed = [...values].map(([value, name]) => `\`${value}\` (${name})`).join(', ');
  const several = input.kind === 'choices' ? 'Any of: ' : '';
  return `${several}${listed}${typed(input)}${off === null ? '' : `, or \`off\` (${off})`}`;
};

const past = { kept: 'stays as it is', asks: 'asks first: from now on, or recount everything' } as const;
const where = { everywhere: 'servers and own space', servers: 'servers' } as const;

const rowOf = (key: SettingKey): string => {
  const row = settingRow(key);
  const cells = [
    `\`${key}\`<br>${settingName(key, t)}`,
    t(`settings.${key}.description`),
    possible(key),
    canBeOff(row.input) && standard[key] === null ? '`off`' : settingValue(key, standard[key], t),
    where[row.where],
    past[row.past],
  ];
  return `| ${cells.join(' | ')} |`;
};

const HEAD = ['Setting', 'What it is about', 'Values', 'Default', 'Where', 'Recorded time'];

/** docs/settings.md as it has to be, made of the table of settings and the English texts. */
export const settingsDocument = async (): Promise<string> => {
  const pages = TOPICS.map((topic) => {
    const keys = SETTING_KEYS.filter((key) => settingRow(key).topic === topic);
    const head = [`| ${HEAD.join(' | ')} |`, `| ${HEAD.map(() => '---').join(' | ')} |`];
    const about = t(`settings.topics.${topic}.description`);
    return [`## ${t(`settings.topics.${topic}.name`)}`, '', about, '', ...head, ...keys.map(rowOf)].join('\n');
  });
  const intro = [
    '# Settings',
    '',
    '<!-- Made by `npm run docs:settings` from src/domain/settings.ts and data/locales/en/settings.json. Do not edit it by hand. -->',
    '',
    '`/config panel` shows and changes the settings, page by page. `/config show`, `/config set` and `/config reset` do the same from the keyboard.',
    `In a server they are for those who have the capability \`${MAY_CHANGE_SETTINGS}\`: by default for everybody with the permission “Manage Server”.`,
    'In direct messages with the bot everybody has settings of their own. A new space gets its time zone and its language from the installation',
    '(`DEFAULT_TIME_ZONE`, `DEFAULT_LOCALE`). Each change is a row of the ledger with what stood there before and after.',
  ].join('\n');
  const options = await resolveConfig(SETTINGS_DOCUMENT);
  return format([intro, ...pages, ''].join('\n\n'), { ...options, parser: 'markdown' });
};

export const storedSettingsDocument = (): string => readFileSync(SETTINGS_DOCUMENT, 'utf8');
