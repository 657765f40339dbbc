import { foldName } from '../../domain/category-name.js';
import { readSetting } from '../../domain/setting-reader.js';
import type { SettingInput } from '../../domain/setting-kinds.js';
import { OFF, writeSetting } from '../../domain/setting-text.js';
import { isSettingKey, settingRow, settingsIn, type SettingKey, type SettingValue } from '../../domain/settings.js';
import type { Translator } from '../../i18n/translator.js';
import { settingValue } from '../../views/settings/value.js';
import { canBeOff, settingName, settingWords } from '../../views/settings/words.js';
import { cut } from '../../views/text.js';
import { OPTION } from '../kit/limits.js';
import type { Autocomplete } from '../kit/options.js';
import type { Choice } from '../kit/reply.js';
import type { Context } from '../kit/context.js';
import { zoneChoices } from '../zone-choices.js';

const CHOICES_MAX = 25;

/** The setting that an option names: by its key, which the list sends, or by its name in the reader's language. */
export const settingNamed = ({ space, t }: Pick<Context, 'space' | 't'>, input: string): SettingKey | undefined =>
  isSettingKey(input) ? input : settingsIn(space).find((key) => foldName(settingName(key, t)) === foldName(input));

const holds = (text: string, typed: string): boolean => foldName(text).includes(foldName(typed));

/** The settings of the space whose name, key or topic holds what is typed. */
export const keyChoices: Autocomplete = (ctx, typed) => {
  const { t } = ctx;
  const all = settingsIn(ctx.space).map((key) => ({
    value: key,
    name: `${t(`settings.topics.${settingRow(key).topic}.name`)} · ${settingName(key, t)}`,
  }));
  const found = all.filter(({ name, value }) => holds(name, typed) || holds(value, typed));
  return Promise.resolve(found.slice(0, CHOICES_MAX).map(({ name, value }) => ({ name: cut(name, OPTION.label), value })));
};

/** Minutes and days that people ask for; the bounds of the setting leave some out. */
const DURATIONS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 240, 360, 480, 600, 720, 1_440, 2_880, 10_080, 44_640];
const DAYS = [0, 1, 2, 3, 7, 14, 21, 30, 60, 90, 180, 365, 730];
const CLOCK_STEP = 30;

/** What a setting may be set to, as far as it can be listed. */
const listed = (key: SettingKey, input: SettingInput, t: Translator): readonly SettingValue[] => {
  const within = (values: readonly number[], { min, max }: { readonly min: number; readonly max: number }) =>
    values.filter((value) => value >= min && value <= max);
  const chosen = [...settingWords(key, t).values.keys()];
  const off = canBeOff(input) ? [null] : [];
  switch (input.kind) {
    case 'toggle':
      return [true, false];
    case 'locale':
    case 'choice':
      return chosen;
    case 'choices':
      return [[], ...chosen.map((value) => [value])];
    case 'clock': {
      const count = Math.floor((input.max - input.min) / CLOCK_STEP) + 1;
      return Array.from({ length: count }, (_, at) => input.min + at * CLOCK_STEP);
    }
    case 'duration':
      return [...within(DURATIONS, input), ...off];
    case 'days':
      return [...within(DAYS, input), ...off];
    case 'role':
    case 'channel':
      return off;
    case 'zone':
      return [];
  }
};

/** Values for the setting that stands in the option `key`: first what the typed text is understood as, then what can be listed. */
export const valueChoices: Autocomplete = (ctx, typed, deps, given) => {
  const { t } = ctx;
  const key = typeof given['key'] === 'string' ? settingNamed(ctx, given['key']) : undefined;
  if (key === undefined) return Promise.resolve([]);
  const { input } = settingRow(key);
  if (input.kind === 'zone') return zoneChoices(ctx, typed, deps, given);
  const choice = (value: SettingValue): Choice => {
    const text = value !== null && (input.kind === 'role' || input.kind === 'channel') ? typed : settingValue(key, value, t);
    return { name: cut(text, OPTION.label), value: writeSetting(input, value) };
  };
  const read = typed.trim() === '' ? null : readSetting(key, typed, settingWords(key, t));
  const understood = read?.ok === true ? [choice(read.value)] : [];
  const near = listed(key, input, t)
    .map(choice)
    .filter(
      ({ name, value }) => value !== understood[0]?.value && (holds(name, typed) || (value !== OFF && holds(value, typed))),
    );
  return Promise.resolve([...understood, ...near].slice(0, CHOICES_MAX));
};
