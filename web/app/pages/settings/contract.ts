import type { Topic } from '../../../../src/domain/setting-kinds.js';

/** What a setting may stand at, of any kind. */
export type Value = string | number | boolean | null | readonly string[];

export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** A row of the one table of settings, in the reader's language. */
export interface Setting {
  readonly key: string;
  readonly topic: Topic;
  readonly name: string;
  readonly description: string;
  readonly value: Value;
  /** What it stands at where nobody has chosen anything. */
  readonly standard: Value;
  readonly kind: 'zone' | 'locale' | 'toggle' | 'choice' | 'choices' | 'clock' | 'duration' | 'days' | 'role' | 'channel';
  /** May it be off, which is null? */
  readonly optional: boolean;
  /** What can be chosen; of roles and channels the page puts them in. */
  readonly choices: readonly Choice[];
  readonly min: number | null;
  readonly max: number | null;
  readonly asksAboutThePast: boolean;
}

/** All settings of a space. */
export interface SettingList {
  readonly settings: readonly Setting[];
  /** For `If-Match`. */
  readonly version: string;
}

/** What becomes of recorded time when the borders of days change; `ask`: the server says what would. */
export type Past = 'ask' | 'keep' | 'recount';

/** What came of a change. */
export interface SettingChanged {
  readonly outcome: 'stored' | 'same' | 'asks';
  readonly version: string;
  /** What the bot cannot do yet with a role or a channel. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Of `asks`: what counting anew would move. */
  readonly moved: { readonly seconds: number; readonly entries: number } | null;
}
