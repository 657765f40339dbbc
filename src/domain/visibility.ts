import type { Access } from './capabilities.js';
import type { Settings } from './settings.js';

export type Visible = Settings['othersSee'];

/**
 * What somebody sees of another member's time, least to most: nothing, whether they are on the clock, or their totals as well. Who was given the
 * capability `seeOthers` sees the totals, and who was denied it sees nothing; for everybody else the setting decides.
 */
export const visibleTo = ({ allowed, because }: Access, { othersSee }: Pick<Settings, 'othersSee'>): Visible => {
  if (allowed) return 'totals';
  return because === 'nobodySaidSo' ? othersSee : 'nothing';
};
