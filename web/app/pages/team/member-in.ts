import type { LiveEvent } from '../../core/live.js';

/** Whom an event of the space is about; null: nobody, or everybody. */
export const memberIn = ({ type, data }: LiveEvent): string | null => {
  const tells = type === 'clock' || type === 'change' || type === 'request';
  if (!tells || typeof data !== 'object' || data === null || !('member' in data)) return null;
  return typeof data.member === 'string' ? data.member : null;
};
