import type { Interval } from '../../../domain/session.js';
import { parseStamp } from '../../moments/stamp.js';

/** `START/END START/END`, each a moment with its offset, as exports write breaks; null where that is not so. */
export const breaksIn = (text: string): readonly Interval[] | null => {
  const breaks: Interval[] = [];
  for (const interval of text.split(' ')) {
    if (interval === '') continue;
    const [start, end] = interval.split('/').map(parseStamp);
    if (start?.kind !== 'moment' || end?.kind !== 'moment') return null;
    breaks.push({ start: start.at, end: end.at });
  }
  return breaks;
};
