import type { Access } from './capabilities.js';
import type { Settings } from './settings.js';

export type Visible = Settings['othersSee'];

/**
 * What somebody sees of another member's time, least to most: nothing, whether they are on the clock, or also their category, breaks and totals. Who was given the
 * capability `seeOthers` sees all of that, and who was denied it sees nothing; for everybody else the setting decides.
 */
export const visibleTo = ({ allowed, because }: Access, { othersSee }: Pick<Settings, 'othersSee'>): Visible => {
  if (allowed) return 'totals';
  return because === 'nobodySaidSo' ? othersSee : 'nothing';
};

/** Does the viewer see in which category others are on the clock, and whether they are on a break? That tells more than that they are. */
export const seesCategories = (visible: Visible): boolean => visible === 'totals';
