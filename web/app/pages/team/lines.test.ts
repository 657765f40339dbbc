import { describe, expect, it } from 'vitest';
import type { TeamLine } from './contract.js';
import { chosen, totalsOf, upTo, withClock, withLines, type Column, type Shown } from './lines.js';

const line = (user: string, more: Partial<TeamLine> = {}): TeamLine => ({
  ...{
    user,
    name: `Member ${user}`,
    left: false,
    onLeaveUntil: null,
    active: null,
    todaySeconds: 0,
    weekSeconds: 0,
    targetSeconds: null,
    gaps: [],
  },
  ...{ unconfirmed: { count: 0, seconds: 0 }, requests: 0, claims: 0, lastSeen: null, ...more },
});
const running = { session: 's', category: 'work', since: '2026-03-09T08:00:00.000Z', pausedSince: null, effectiveSeconds: 60 };
const TEAM = [
  line('1', { name: 'Zoë', weekSeconds: 3_600, targetSeconds: 7_200, active: running, todaySeconds: 60 }),
  line('2', { name: 'Ärne', weekSeconds: 7_200, requests: 2, lastSeen: '2026-03-08T08:00:00.000Z' }),
  line('3', { name: 'bea', gaps: ['2026-03-06'], claims: 1, weekSeconds: 1, lastSeen: '2026-03-01T08:00:00.000Z' }),
  line('4', { name: null, left: true, weekSeconds: 9 }),
];
const collator = new Intl.Collator('de');
const users = (show: Shown, search = '', by: Column = 'name', reversed = false) =>
  chosen(TEAM, { show, search, order: { by, reversed } }, collator).map(({ user }) => user);

describe('the lines of a team', () => {
  it('are chosen by what there is to do, and by name', () => {
    expect(users('present')).toEqual(['2', '3', '1']);
    expect(users('on')).toEqual(['1']);
    expect(users('open')).toEqual(['2', '3']);
    expect(users('gaps')).toEqual(['3']);
    expect(users('behind')).toEqual(['1']);
    expect(users('left')).toEqual(['4']);
    expect(users('present', ' BE')).toEqual(['3']);
  });

  it('stand in order of each column', () => {
    expect(users('present', '', 'name', true)).toEqual(['1', '3', '2']);
    expect(users('present', '', 'week')).toEqual(['2', '1', '3']);
    expect(users('present', '', 'open')).toEqual(['2', '3', '1']);
    expect(users('present', '', 'seen')).toEqual(['1', '2', '3']);
    expect(users('present', '', 'today')).toEqual(['1', '2', '3']);
  });

  it('come to a sum', () => {
    expect(totalsOf(TEAM)).toEqual({ members: 4, on: 1, todaySeconds: 60, weekSeconds: 10_810, targetSeconds: 7_200 });
  });

  it('run on while somebody is on the clock, and not on a break', () => {
    expect(upTo(TEAM[0]!, 30)).toMatchObject({ todaySeconds: 90, weekSeconds: 3_630, active: { effectiveSeconds: 90 } });
    const onBreak = line('1', { active: { ...running, pausedSince: '2026-03-09T09:00:00.000Z' }, todaySeconds: 60 });
    expect(upTo(onBreak, 30)).toBe(onBreak);
  });

  it('show at once who goes on the clock and off it, and keep what counts already', () => {
    const on = { since: running.since, session: 's', category: 'study', pausedSince: '2026-03-09T09:00:00.000Z' };
    expect(withClock(TEAM[0]!, on).active).toEqual({ ...on, effectiveSeconds: 60 });
    expect(withClock(TEAM[1]!, on)).toMatchObject({ active: { category: 'study', effectiveSeconds: 0 }, weekSeconds: 7_200 });
    expect(withClock(TEAM[0]!, null).active).toBeNull();
  });

  it('take what is new of members, and new members', () => {
    const next = withLines(TEAM, [line('2', { weekSeconds: 1 }), line('5')]);
    expect(next.map(({ user, weekSeconds }) => [user, weekSeconds])).toEqual([
      ['1', 3_600],
      ['2', 1],
      ['3', 1],
      ['4', 9],
      ['5', 0],
    ]);
  });
});
