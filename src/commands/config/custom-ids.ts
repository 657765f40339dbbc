import { z } from 'zod';
import { TOPICS } from '../../domain/setting-kinds.js';
import { isSettingKey, type SettingKey } from '../../domain/settings.js';
import { defineRoute } from '../kit/custom-id.js';

const key = z.custom<SettingKey>((value) => typeof value === 'string' && isSettingKey(value));
const topic = z.enum(TOPICS);

/** What is asked when a change concerns recorded time. */
export const ANSWERS = ['now', 'recount', 'cancel'] as const;

/** Custom ids of the settings. They say what is to be changed and nothing of what it stands at, so that old messages go on working. */
export const CONFIG_IDS = {
  /** The menu that leads from page to page, and the button that shows a page anew. */
  topics: defineRoute('settings', {}),
  refresh: defineRoute('settings-page', { topic }),
  /** Menus: of one value, of several, of a role, of a channel. */
  one: defineRoute('setting-one', { key }),
  several: defineRoute('setting-several', { key }),
  role: defineRoute('setting-role', { key }),
  channel: defineRoute('setting-channel', { key }),
  /** The button that opens a form; the form of each setting is a component of its own. */
  type: defineRoute('setting-type', { key }),
  form: (of: SettingKey) => defineRoute(`setting-form-${of}`, {}),
  reset: defineRoute('setting-reset', { key }),
  /** The question about the past. It has to say what the value would be: nothing is stored before the answer. */
  answer: defineRoute('setting-answer', { key, value: z.string().min(1).max(50), answer: z.enum(ANSWERS) }),
};
