import { expect, it } from 'vitest';
import { leavesShown } from './leave-section.js';
import type { LeaveOf } from './leave-contract.js';

const leave = (from: string, to: string): LeaveOf => ({ id: from, from, to, kind: 'holiday', note: '' });

it('shows what goes on and comes, the nearest first, and then the newest five of what is over', () => {
  const past = Array.from({ length: 7 }, (_, nth) => leave(`2026-0${nth + 1}-01`, `2026-0${nth + 1}-02`));
  const shown = leavesShown([...past, leave('2026-07-20', '2026-08-01'), leave('2026-09-01', '2026-09-02')], '20260731');
  expect(shown.map(({ from }) => from.slice(5))).toEqual(['07-20', '09-01', '07-01', '06-01', '05-01', '04-01', '03-01']);
  // The day after the last one is over.
  expect(leavesShown([leave('2026-07-20', '2026-08-01'), leave('2026-08-02', '2026-08-03')], '20260801')[0]?.from).toBe(
    '2026-08-02',
  );
});
