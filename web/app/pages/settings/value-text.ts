import { parseDuration } from '../../../../src/domain/duration.js';
import type { Format } from '../../../kit/format.js';
import type { Translate } from '../../i18n.js';
import type { Setting, Value } from './contract.js';

const MINUTE_MS = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Minutes after midnight as `4:30`. */
export const clockText = (minutes: number): string => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;

/** `4:30`, `04:30` or `4` in minutes after midnight; null for anything else. */
export function clockMinutes(text: string): number | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23) return null;
  return Number(hours) * 60 + Number(minutes);
}

/** Minutes of a typed length of time, as in Discord: `1h 30m`, `90`, `1:30`; null for what is none, or no whole minutes. */
export function durationMinutes(text: string): number | null {
  const parsed = parseDuration(text);
  if (!parsed.ok) return null;
  const minutes = parsed.value / MINUTE_MS;
  return Number.isInteger(minutes) ? minutes : null;
}

/** What a setting stands at, in the reader's words. */
export function valueText(setting: Setting, value: Value, t: Translate, format: Format): string {
  const { kind } = setting;
  if (value === null) return t(kind === 'role' || kind === 'channel' ? 'settings.none' : 'settings.off');
  const nameOf = (id: string) => setting.choices.find((choice) => choice.value === id)?.name ?? id;
  switch (kind) {
    case 'toggle':
      return t(value === true ? 'settings.on' : 'settings.off');
    case 'clock':
      return clockText(Number(value));
    case 'duration':
      return format.duration(Number(value) * MINUTE_MS);
    case 'days':
      return t(value === 1 ? 'settings.day' : 'settings.days', { count: format.number(Number(value)) });
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [];
      return chosen.length === 0 ? t('settings.none') : chosen.map(nameOf).join(', ');
    }
    case 'zone':
    case 'locale':
    case 'choice':
    case 'role':
    case 'channel':
      return nameOf(String(value));
  }
}
