import type { SettingInput } from '../../../../src/domain/setting-kinds.js';

/** What a setting may stand at, of any kind. */
export type Value = string | number | boolean | null | readonly string[];

/** Something that has an id and a name: a choice, a role, a channel. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A row of the one table of settings, as the reader's language calls it. */
export interface Setting {
  readonly key: string;
  readonly topic: string;
  readonly name: string;
  readonly description: string;
  readonly input: SettingInput;
  /** Names of what can be chosen; empty where it is typed. */
  readonly choices: readonly Named[];
  /** What it is called when it is off; null: it cannot be off. */
  readonly off: string | null;
  readonly value: Value;
  readonly standard: Value;
  /** Does a change ask what becomes of recorded time? */
  readonly asksPast: boolean;
}

/** All settings of a space. */
export interface SettingsData {
  /** For `If-Match`. */
  readonly version: string;
  readonly topics: readonly { readonly id: string; readonly name: string; readonly description: string }[];
  readonly settings: readonly Setting[];
}
