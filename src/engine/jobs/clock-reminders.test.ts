import { describe, expect, it } from 'vitest';
import { dueHarness } from '../../../test/support/due-harness.js';
import { ANN, BEN, SPACE, value } from '../../../test/support/engine.js';
import { categoryId, requestId } from '../../domain/ids.js';
import { atItSince, type ClockReminder } from '../../domain/reminders/clock-reminder.js';
import { ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { clockReminderList } from '../documents/kinds/clock-reminder-list.js';
import { leave } from '../documents/kinds/leave.js';
import { targets } from '../documents/kinds/targets.js';
import { clockReminderJob } from './clock-reminders.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WHO = { space: SPACE, user: ANN };

const asked = async (...list: readonly ClockReminder[]) => {
  const h = await dueHarness();
  let told = 0;
  /** As the ledger tells of a document of Ann. */
  const tell = async (document: string) => {
    told += 1;
    const facts = { requestId: requestId(`t${told}`), at: h.clock.now(), actor: ANN, event: 'set', source: 'command' };
    await h.handle(SPACE, [
      { kind: 'document', document, id: `t${told}`, user: ANN, version: told, ...facts, changes: [{ path: ['list'] }] },
    ]);
    await h.goOn(0);
  };
  const by = (id: string) => ({ requestId: requestId(id), at: h.clock.now(), actor: ANN, event: 'set' });
  const midnight = Math.ceil(h.clock.now() / DAY) * DAY;
  await h.goOn(midnight - h.clock.now());
  await h.documents.of(clockReminderList).update(WHO, by('list'), (known) => ok({ ...known, list }));
  await tell(clockReminderList.name);
  const clockIn = async () => value(await h.tracker.clockIn(h.world.in({ user: ANN, at: h.clock.now() }))).session;
  const clockOut = async () => value(await h.tracker.clockOut(h.request({ user: ANN })));
  const at = () => h.news.map((one) => (one.at - midnight) / MINUTE);
  return { ...h, midnight, tell, by, clockIn, clockOut, at };
};

const absent = (more: Partial<Extract<ClockReminder, { kind: 'absent' }>> = {}): ClockReminder => ({
  ...{ kind: 'absent', id: 'a', minute: 555, days: [0, 1, 2, 3, 4, 5, 6], zone: 'UTC', locale: 'en', told: null, ...more },
});
const pause = (afterMinutes = 50): ClockReminder => ({ kind: 'break', id: 'b', afterMinutes, locale: 'en', told: null });

describe('not on the clock by a time', () => {
  it('is told at that time, each day once', async () => {
    const h = await asked(absent());
    await h.goOn(2 * DAY);
    expect(h.at()).toEqual([555, 555 + 1_440]);
  });
  it('is not told to who is on the clock, on a break, or has been there that day', async () => {
    const h = await asked(absent());
    await h.goOn(8 * HOUR);
    await h.clockIn();
    await h.pass(HOUR);
    await h.clockOut();
    await h.pass(HOUR);
    expect(h.news).toEqual([]);
    await h.goOn(14 * HOUR + 8 * HOUR);
    await h.clockIn();
    value(await h.tracker.pause(h.request({ user: ANN })));
    await h.pass(3 * HOUR);
    expect(h.news).toEqual([]);
  });
  it('nor on rest days, on leave, or on days that were not chosen', async () => {
    const weekday = (new Date((await dueHarness()).clock.now() + DAY).getUTCDay() + 6) % 7;
    const other = await asked(absent({ days: [(weekday + 3) % 7] }));
    await other.goOn(DAY);
    expect(other.news).toEqual([]);
    const onLeave = await asked(absent());
    const day = new Date(onLeave.midnight).toISOString().slice(0, 10).replaceAll('-', '');
    await onLeave.documents
      .of(leave)
      .update(WHO, onLeave.by('leave'), (known) =>
        ok({ ...known, leaves: [{ id: day, from: day, to: day, kind: 'sick', note: '' }] }),
      );
    await onLeave.goOn(DAY);
    expect(onLeave.news).toEqual([]);
    const resting = await asked(absent());
    await resting.put('restDays', ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
    await resting.goOn(DAY);
    expect(resting.news).toEqual([]);
  });
  it('nor to suspended members', async () => {
    const h = await asked();
    await h.clockIn();
    await h.pass(10 * MINUTE);
    await h.documents.of(clockReminderList).update(WHO, h.by('one'), (known) => ok({ ...known, list: [pause(5)] }));
    const told: unknown[] = [];
    const look = async (suspensions: SpaceConfig['suspensions']) => {
      const job = clockReminderJob({
        ...{
          documents: h.documents,
          store: h.store,
          due: h.due,
          now: () => h.clock.now(),
        },
        spaces: { get: async (space) => ({ ...(await h.world.spaces.get(space)), suspensions }) },
        clockReminders: { tell: (...about) => Promise.resolve(void told.push(about)) },
      });
      await job.run({ ...WHO, about: 'b', at: h.clock.now(), payload: null });
    };
    await look([{ member: ANN, reason: 'x', by: BEN, at: 0, until: null }]);
    expect(told).toEqual([]);
    await look([]);
    expect(told).toHaveLength(1);
  });
  it('is of no use long after, so it is left out when the bot was away', async () => {
    const h = await asked(absent());
    h.due.offline = true;
    await h.goOn(12 * HOUR);
    h.due.offline = false;
    await h.machine.advanceAsync(2_000);
    await h.goOn(0);
    expect(h.news).toEqual([]);
    await h.goOn(DAY);
    expect(h.news).toHaveLength(1);
  });
});

describe('so long without a break', () => {
  it('is told once for each stretch, and breaks begin it anew', async () => {
    const h = await asked(pause());
    await h.clockIn();
    await h.pass(40 * MINUTE);
    value(await h.tracker.pause(h.request({ user: ANN })));
    await h.pass(30 * MINUTE);
    expect(h.news).toEqual([]);
    value(await h.tracker.resume(h.request({ user: ANN })));
    await h.pass(3 * HOUR);
    expect(h.at()).toEqual([120]);
    value(await h.tracker.pause(h.request({ user: ANN })));
    await h.pass(5 * MINUTE);
    value(await h.tracker.resume(h.request({ user: ANN })));
    await h.pass(50 * MINUTE);
    expect(h.news).toHaveLength(2);
  });
  it('is not told to who has clocked out', async () => {
    const h = await asked(pause());
    await h.clockIn();
    await h.pass(49 * MINUTE);
    await h.clockOut();
    await h.pass(DAY);
    expect(h.news).toEqual([]);
  });
  it('goes on over a change of the category, and begins anew after some time off the clock', async () => {
    const h = await asked(pause());
    await h.clockIn();
    await h.pass(30 * MINUTE);
    await h.clockOut();
    await h.clockIn();
    await h.pass(20 * MINUTE);
    expect(h.at()).toEqual([50]);
    await h.clockOut();
    await h.pass(10 * MINUTE);
    await h.clockIn();
    await h.pass(49 * MINUTE);
    expect(h.news).toHaveLength(1);
    await h.pass(MINUTE);
    expect(h.news).toHaveLength(2);
  });
});

describe('a part of a target', () => {
  const wanted = async (percent = 80) => {
    const h = await asked({ kind: 'target', id: 't', percent, category: null, locale: 'en', told: null });
    const session = await h.clockIn();
    await h.documents
      .of(targets)
      .update(WHO, h.by('target'), (known) =>
        ok({ ...known, targets: [{ id: 'x', category: session.category, minutes: 600, from: '20200101' }] }),
      );
    await h.tell(targets.name);
    return h;
  };
  it('is told when the running session reaches it, once a week', async () => {
    const h = await wanted(10);
    await h.pass(59 * MINUTE);
    expect(h.news).toEqual([]);
    await h.pass(MINUTE);
    expect(h.news.map(({ news }) => news)).toMatchObject([
      { kind: 'target', percent: 10, targetMs: 600 * MINUTE, workedMs: HOUR },
    ]);
    await h.pass(2 * HOUR);
    await h.clockOut();
    await h.pass(HOUR);
    expect(h.news).toHaveLength(1);
  });
  it('counts no breaks, and nothing of those without a target', async () => {
    const h = await wanted(10);
    value(await h.tracker.pause(h.request({ user: ANN })));
    await h.pass(5 * HOUR);
    expect(h.news).toEqual([]);
    value(await h.tracker.clockIn(h.world.in({ user: BEN, at: h.clock.now() })));
    await h.pass(5 * HOUR);
    expect(h.news).toEqual([]);
  });
  it('of another category says nothing', async () => {
    const h = await asked({ kind: 'target', id: 't', percent: 1, category: categoryId('other'), locale: 'en', told: null });
    await h.clockIn();
    await h.pass(DAY);
    expect(h.news).toEqual([]);
  });
});

it('off the clock and on a break nobody is at it', () => {
  expect(atItSince(null, [])).toBeNull();
});
