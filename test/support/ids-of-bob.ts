import { categoryId, requestId, sessionId, userId } from '../../src/domain/ids.js';
import { BOB } from './commands-harness.js';

/** What custom ids on messages of Bob's carry, whatever the route. */
export const idsOfBob = {
  owner: userId(BOB),
  place: '100000000000000001',
  member: userId(BOB),
  session: sessionId('123'),
  category: categoryId('work'),
  page: 0,
  request: requestId('123'),
  what: 'deleteEntry',
  value: '-',
  start: '-',
  end: '-',
  marks: '-',
  from: '-',
  to: '-',
  way: 'older',
  at: '-',
  skip: 0,
  day: '20260105',
  week: '20260105',
  where: 'everywhere',
  choice: 'boards-no',
  agrees: 'yes',
  days: '28',
  of: 'page',
  which: 'work',
  asked: '-',
  time: 'all',
  seen: 'me',
} as const;
