import type { SettingInput } from './setting-kinds.js';
import type { SettingValue } from './settings.js';

/** What stands for "off" and for "none of them" in written values, in every language. */
export const OFF = 'off';

/**
 * A value as people may type it, the same in every language: `Europe/Berlin`, `on`, `split`, `saturday,sunday`, `4:00`, `1h 30m`, `14`, an id, `off`.
 * `readSetting` reads it back. Custom ids, choices of commands and forms that are filled in carry it.
 */
export const writeSetting = ({ kind }: SettingInput, value: SettingValue): string => {
  if (value === null) return OFF;
  if (typeof value === 'boolean') return value ? 'on' : OFF;
  if (typeof value === 'object') return value.length === 0 ? OFF : value.join(',');
  if (typeof value === 'string') return value;
  if (kind === 'clock') return clockText(value);
  return kind === 'duration' ? durationText(value) : String(value);
};

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes after midnight as `4:05`. */
export const clockText = (minutes: number): string => `${Math.floor(minutes / HOUR)}:${String(minutes % HOUR).padStart(2, '0')}`;

/** Minutes as `2d 4h 5m`, without the parts that are nothing; `0m` for nothing. */
export const durationText = (minutes: number): string => {
  const parts = [
    [Math.floor(minutes / DAY), 'd'],
    [Math.floor((minutes % DAY) / HOUR), 'h'],
    [minutes % HOUR, 'm'],
  ] as const;
  const written = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return written.length === 0 ? '0m' : written.join(' ');
};
