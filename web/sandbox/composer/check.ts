import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { PageKey, Params } from '../i18n/translate.js';

/** What an option holds while it is typed: the text, and the value behind it when one was picked. */
export interface Entry {
  readonly text: string;
  readonly value?: string | number | boolean;
}

export interface Problem {
  readonly key: PageKey;
  readonly params: Params;
}

export type Checked =
  | { readonly ok: true; readonly value: string | number | boolean | undefined }
  | { readonly ok: false; readonly problem: Problem };

const pickedOnly: Partial<Record<Type, PageKey>> = {
  [Type.User]: 'check.user',
  [Type.Mentionable]: 'check.user',
  [Type.Role]: 'check.role',
  [Type.Channel]: 'check.channel',
};

/** The value to send (undefined: left out), or what is wrong, by Discord's rules. `label`: the option's name as the reader sees it. */
export function checkEntry(option: APIApplicationCommandBasicOption, entry: Entry | undefined, label: string): Checked {
  const no = (key: PageKey, params: Params = {}): Checked => ({
    ok: false,
    problem: { key, params: { option: label, ...params } },
  });
  const text = entry?.text.trim() ?? '';
  if (entry === undefined || (text === '' && entry.value === undefined)) {
    return option.required === true ? no('check.required') : { ok: true, value: undefined };
  }
  if (entry.value !== undefined) return { ok: true, value: entry.value };
  const mustPick = pickedOnly[option.type];
  if (mustPick) return no(mustPick);
  switch (option.type) {
    case Type.Integer:
    case Type.Number: {
      if (option.choices && option.choices.length > 0) return no('check.choice');
      const number = Number(text.replace(',', '.'));
      if (option.type === Type.Integer && !Number.isSafeInteger(number)) return no('check.integer');
      if (!Number.isFinite(number)) return no('check.number');
      if (option.min_value !== undefined && number < option.min_value) return no('check.min', { min: option.min_value });
      if (option.max_value !== undefined && number > option.max_value) return no('check.max', { max: option.max_value });
      return { ok: true, value: number };
    }
    case Type.Boolean:
      return no('check.boolean');
    case Type.Attachment:
      return no('check.attachment');
    case Type.String: {
      if (option.choices && option.choices.length > 0) return no('check.choice');
      const { length } = text;
      const min = 'min_length' in option ? option.min_length : undefined;
      const max = 'max_length' in option ? option.max_length : undefined;
      if (min !== undefined && length < min) return no('check.minLength', { min });
      if (max !== undefined && length > max) return no('check.maxLength', { max });
      return { ok: true, value: text };
    }
    default:
      return { ok: true, value: text };
  }
}
