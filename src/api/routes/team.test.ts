import { describe, expect, it } from 'vitest';
import { ADA, BOB, SPACE } from '../../../test/support/commands-harness.js';
import { MANAGER, manageRoutes } from '../../../test/support/manage-routes.js';
import { userId } from '../../domain/ids.js';
import { changesByOthers } from '../../engine/documents/kinds/changes-by-others.js';
import type { TeamPage } from '../schemas/team.js';
import { teamRoutes } from './team.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const setUp = async () => {
  const routes = await manageRoutes(teamRoutes);
  const { h, body } = routes;
  return {
    ...routes,
    team: async (query: object = {}) => (await body('listTeam', { by: MANAGER, query })) as unknown as TeamPage,
    h,
  };
};

describe('the team at a glance', () => {
  it('has a line of each member, with what runs, what is open, and nothing of notes', async () => {
    const { h, team } = await setUp();
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(2 * HOUR);
    await h.run('clockout');
    await h.run('alloc set', { category: 'Work', hours: '20' });
    h.clock.advance(HOUR);
    await h.run('clockin', { category: 'Work', note: 'something private' }, { user: BOB });
    h.clock.advance(HOUR);
    const answer = await team();
    expect(answer.items).toMatchObject(
      [
        {
          ...{ user: BOB, todaySeconds: 3_600, weekSeconds: 3_600, targetSeconds: null },
          active: { category: 'work', effectiveSeconds: 3_600, pausedSince: null },
          lastSeen: answer.now,
        },
        {
          ...{
            user: ADA,
            active: null,
            todaySeconds: 7_200,
            weekSeconds: 7_200,
            targetSeconds: 72_000,
            gaps: [],
            requests: 0,
            claims: 0,
          },
          unconfirmed: { count: 1, seconds: 7_200 },
          lastSeen: new Date(h.clock.now() - 2 * HOUR).toISOString(),
        },
      ].toSorted((a, b) => a.user.length - b.user.length || (a.user < b.user ? -1 : 1)),
    );
    expect(JSON.stringify(answer)).not.toContain('private');
  });

  it('says on which usual days nothing is recorded', async () => {
    const { h, team } = await setUp();
    for (let day = 0; day < 42; day += 1) {
      if (day !== 35 && day % 7 < 5) {
        await h.run('clockin', { category: 'Work' });
        h.clock.set(h.clock.now() + HOUR);
        await h.run('clockout');
        h.clock.set(h.clock.now() - HOUR);
      }
      h.clock.set(h.clock.now() + DAY);
    }
    const { items, today } = await team();
    const missing = new Date(Date.parse(today) - 7 * DAY).toISOString().slice(0, 10);
    expect(items).toMatchObject([{ gaps: [missing], onLeaveUntil: null }]);
    // A day of leave is none, and of leave that goes on it is told until when.
    await h.run('leave add', { from: missing, kind: 'sick' });
    await h.run('leave add', { from: today, kind: 'holiday', note: 'the sea' });
    const answer = await team();
    expect(answer.items).toMatchObject([{ gaps: [], onLeaveUntil: today }]);
    expect(JSON.stringify(answer)).not.toMatch(/sea|holiday|sick/);
  });

  it('goes page by page, each member once', async () => {
    const { h, team } = await setUp();
    const users = Array.from({ length: 5 }, (_, at) => `${98 + at}`);
    for (const user of users) await h.run('clockin', { category: 'Work' }, { user });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next }: TeamPage = await team({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...items.map(({ user }) => user));
      if (next === null) break;
      cursor = next;
    }
    expect(seen).toEqual(users);
    expect((await team({ members: '102,98' })).items.map(({ user }) => user)).toEqual(['102', '98']);
  });

  it('reads days and entries anew of those alone of whom something has changed', async () => {
    const read: string[] = [];
    const { h, body } = await manageRoutes((deps) =>
      teamRoutes({
        ...deps,
        timesheet: {
          load: (...of) => deps.timesheet.load(...of),
          members: (...of) => deps.timesheet.members(...of),
          entry: (...of) => deps.timesheet.entry(...of),
          history: (...of) => deps.timesheet.history(...of),
          days: (...of) => deps.timesheet.days(...of),
          entries: (space, user, from, to) => {
            read.push(user);
            return deps.timesheet.entries(space, user, from, to);
          },
        },
      }),
    );
    await h.run('clockin', { category: 'Work' });
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const asked = async () => {
      read.length = 0;
      await body('listTeam', { by: MANAGER });
      return read;
    };
    expect((await asked()).toSorted()).toEqual([ADA, BOB].toSorted());
    expect(await asked()).toEqual([]);
    h.clock.advance(HOUR);
    await h.run('clockout', {}, { user: BOB });
    expect(await asked()).toEqual([BOB]);
    h.clock.set(h.clock.now() + DAY);
    expect(await asked()).toHaveLength(2);
  });

  it('is for who sees others', async () => {
    const { refusalOf } = await setUp();
    expect(await refusalOf('listTeam')).toBe('CAPABILITY_MISSING');
  });
});

describe('clocking a member out', () => {
  const out = (more: object = {}, by: object = MANAGER) => ({ params: { user: BOB }, body: more, by });

  it('ends what runs, and the member is told by whom and why', async () => {
    const { h, body, told, refusalOf } = await setUp();
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    h.clock.advance(HOUR);
    expect(await refusalOf('clockOutMember', out({}, {}))).toBe('CAPABILITY_MISSING');
    const done = await body('clockOutMember', out({ reason: 'closing time' }));
    expect(done).toMatchObject({ entry: { endReason: 'forced', effectiveSeconds: 3_600 }, status: { user: BOB, active: null } });
    expect(told).toEqual([BOB]);
    const { untold } = await h.documents.of(changesByOthers).get({ space: SPACE, user: userId(BOB) });
    expect(untold).toMatchObject([{ by: MANAGER.user, reason: 'closing time' }]);
    expect(await refusalOf('clockOutMember', out())).toBe('MEMBER_OFF_THE_CLOCK');
  });

  it('at a moment in the past ends it there, and not before it began', async () => {
    const { h, body, refusalOf } = await setUp();
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const began = h.clock.now();
    h.clock.set(began + 3 * HOUR);
    const at = (ms: number) => out({ endedAt: new Date(ms).toISOString() });
    expect(await refusalOf('clockOutMember', at(began - HOUR))).toBe('END_BEFORE_START');
    expect(await refusalOf('clockOutMember', at(began + 4 * HOUR))).toBe('END_AHEAD');
    expect(await body('clockOutMember', at(began + HOUR))).toMatchObject({ entry: { effectiveSeconds: 3_600 } });
  });

  it('leaves alone another session than the one that was looked at', async () => {
    const { h, refusalOf } = await setUp();
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    const session = h.state(BOB).active?.id;
    await h.run('clockout', {}, { user: BOB });
    h.clock.set(h.clock.now() + HOUR);
    await h.run('clockin', { category: 'Work' }, { user: BOB });
    expect(await refusalOf('clockOutMember', out({ session }))).toBe('MEMBER_OFF_THE_CLOCK');
    expect(h.state(BOB).active).not.toBeNull();
  });
});
