import type { Category } from '../domain/category.js';
import type { ChannelId, RoleId, UserId } from '../domain/ids.js';
import { userText } from '../i18n/user-text.js';

/** Discord's limits of an embed, in characters (we count UTF-16 units, which is never fewer). */
export const EMBED = { title: 256, description: 4096, fieldValue: 1024, fields: 25, total: 6000 } as const;

/** `t` 9:30, `T` 9:30:00, `f` 5 January 2026 9:30, `R` 2 hours ago: every reader sees their own zone. `ms` since the epoch. */
export const timestamp = (ms: number, style: 't' | 'T' | 'f' | 'R'): string => `<t:${Math.floor(ms / 1000)}:${style}>`;

const DAY = 86_400_000;
/** Start and end, ms. Whatever the reader's zone: within a day of the start, a time of day can only mean one moment. */
export const periodText = (start: number, end: number): string =>
  `${timestamp(start, 'f')} – ${timestamp(end, end - start < DAY ? 't' : 'f')}`;

/** As `periodText`, with seconds where there are any: where they decide, they have to be seen. */
export const exactPeriodText = (start: number, end: number): string => {
  const time = (ms: number): string => (Math.floor(ms / 1000) % 60 === 0 ? '' : ` (${timestamp(ms, 'T')})`);
  const [from, to] = [timestamp(start, 'f') + time(start), timestamp(end, end - start < DAY ? 't' : 'f') + time(end)];
  return `${from} – ${to}`;
};

/** A moment to the second: with the seconds where there are any, which Discord shows only beside the date. */
export const exactTimestamp = (ms: number): string =>
  Math.floor(ms / 1000) % 60 === 0 ? timestamp(ms, 'f') : `${timestamp(ms, 'f')} (${timestamp(ms, 'T')})`;

export const mentionUser = (user: UserId): string => `<@${user}>`;
export const mentionRole = (role: RoleId): string => `<@&${role}>`;
export const mentionChannel = (channel: ChannelId): string => `<#${channel}>`;

/** What a card needs to know of a category. */
export type CategoryLook = Pick<Category, 'name' | 'emoji' | 'colour'>;

/** Emoji and name, safe in titles and lines: at most about 165 characters. */
export const categoryLabel = ({ emoji, name }: CategoryLook): string =>
  emoji === null ? userText(name) : `${emoji} ${userText(name)}`;

/** At most `max` characters (code points): what is longer ends with an ellipsis. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, Math.max(0, max - 1))
        .join('')
        .trimEnd()}…`;
};

/** As many lines as fit into `max` characters, then what `more` says of the rest. */
export const fitLines = (lines: readonly string[], max: number, more: (left: number) => string): string => {
  let text = '';
  for (const [at, line] of lines.entries()) {
    const left = lines.length - at;
    const next = text === '' ? line : `${text}\n${line}`;
    const room = left === 1 ? max : max - more(left).length - 1;
    if (next.length > room) return text === '' ? more(left) : `${text}\n${more(left)}`;
    text = next;
  }
  return text;
};
