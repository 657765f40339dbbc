import { describe, expect, it } from 'vitest';
import { dueHarness } from '../../../test/support/due-harness.js';
import { ANN, SPACE } from '../../../test/support/engine.js';
import { channelId, requestId } from '../../domain/ids.js';
import { momentAt, wallAt, type Repeat } from '../../domain/reminders/recurrence.js';
import { snooze, type Reminder } from '../../domain/reminders/reminder.js';
import { ok } from '../../domain/result.js';
import { reminderList } from '../documents/kinds/reminder-list.js';
import { StoreUnavailable } from '../store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WHO = { space: SPACE, user: ANN };

const set = async () => {
  const h = await dueHarness();
  let changes = 0;
  const kept = h.documents.of(reminderList);
  const list = async () => (await kept.get(WHO)).list;
  /** Changes what Ann has set, and the ledger tells of it: of these ids, or of all of the list. */
  const change = async (to: (known: readonly Reminder[]) => readonly Reminder[], ids?: readonly string[]) => {
    changes += 1;
    const facts = { requestId: requestId(`c${changes}`), at: h.clock.now(), actor: ANN, event: 'reminderSet' };
    await kept.update(WHO, facts, (known) => ok({ ...known, list: to(known.list) }));
    const paths = ids?.map((id) => ['list', id]) ?? [['list']];
    const row = {
      kind: 'document' as const,
      document: reminderList.name,
      id: `r${changes}`,
      user: ANN,
      version: changes,
      source: 'command',
    };
    await h.handle(SPACE, [{ ...row, ...facts, changes: paths.map((path) => ({ path })) }]);
    await h.goOn(0);
  };
  const reminder = (id: string, next: number, more: Partial<Reminder> = {}): Reminder => ({
    ...{ id, text: `text of ${id}`, locale: 'en', target: { kind: 'direct' }, series: null, next, snoozed: [], told: null },
    ...{ untold: null, createdAt: h.clock.now(), ...more },
  });
  const add = (one: Reminder) => change((known) => [...known, one], [one.id]);
  /** Every `repeat` at nine in a zone. */
  const series = (id: string, repeat: Repeat, zone = 'UTC'): Reminder => {
    const day = wallAt(h.clock.now(), zone).day;
    const one = { from: day, minute: 540, zone, repeat };
    const today = momentAt(day, 540, zone);
    return reminder(id, today > h.clock.now() ? today : momentAt(wallAt(h.clock.now() + DAY, zone).day, 540, zone), {
      series: one,
    });
  };
  const times = () => h.brought.map(({ reminder: { id }, at }) => [id, at]);
  return { ...h, list, change, reminder, add, series, times };
};

describe('a reminder', () => {
  it('comes at its moment, never before, and once', async () => {
    const h = await set();
    const at = h.clock.now() + 20 * MINUTE;
    await h.add(h.reminder('a', at));
    await h.goOn(20 * MINUTE - 1);
    expect(h.brought).toEqual([]);
    await h.goOn(DAY);
    expect(h.times()).toEqual([['a', at]]);
    expect(await h.list()).toMatchObject([{ next: null, told: { due: at } }]);
  });

  it('that repeats comes each day, and a snooze moves one occurrence alone', async () => {
    const h = await set();
    const daily = h.series('d', { unit: 'day', every: 1 });
    const first = daily.next ?? 0;
    await h.add(daily);
    await h.goOn(first - h.clock.now());
    await h.change((known) => known.map((one) => snooze(one, first, first + 10 * MINUTE)), ['d']);
    await h.goOn(2 * DAY);
    expect(h.times()).toEqual([
      ['d', first],
      ['d', first + 10 * MINUTE],
      ['d', first + DAY],
      ['d', first + 2 * DAY],
    ]);
    // Each is a message of its own, and the buttons of the snoozed one are about the occurrence that it was.
    expect(h.brought.map(({ occurrence }) => occurrence)).toEqual([
      { at: first, due: first, missed: 0 },
      { at: first + 10 * MINUTE, due: first, missed: 0 },
      { at: first + DAY, due: first + DAY, missed: 0 },
      { at: first + 2 * DAY, due: first + 2 * DAY, missed: 0 },
    ]);
  });

  it('that was missed several times is told once, with when it was due, and goes on', async () => {
    const h = await set();
    const daily = h.series('d', { unit: 'day', every: 1 });
    const first = daily.next ?? 0;
    await h.add(daily);
    h.due.offline = true;
    await h.goOn(first - h.clock.now() + 3 * DAY + HOUR);
    h.due.offline = false;
    await h.machine.advanceAsync(2_000);
    await h.goOn(0);
    expect(h.brought.map(({ occurrence }) => occurrence)).toEqual([{ at: first, due: first + 3 * DAY, missed: 3 }]);
    await h.goOn(DAY);
    expect(h.brought[1]?.occurrence).toEqual({ at: first + 4 * DAY, due: first + 4 * DAY, missed: 0 });
  });

  it('is the same message when the process dies between sending and noting', async () => {
    const h = await set();
    const at = h.clock.now() + MINUTE;
    await h.add(h.reminder('a', at));
    const update = h.documents.of(reminderList);
    const real = update.update.bind(update);
    let dies = true;
    update.update = (...change) => {
      if (!dies) return real(...change);
      dies = false;
      return Promise.reject(new StoreUnavailable('the process died', { maybeApplied: false }));
    };
    await h.goOn(MINUTE);
    await h.machine.advanceAsync(2_000);
    await h.goOn(0);
    expect(h.brought.map(({ occurrence }) => occurrence.at)).toEqual([at, at]);
    await h.goOn(DAY);
    expect(h.brought).toHaveLength(2);
  });

  it('waits while Discord is away, and comes when it is back', async () => {
    const h = await set();
    const at = h.clock.now() + MINUTE;
    h.delivery.outcome = null;
    await h.add(h.reminder('a', at));
    await h.goOn(10 * MINUTE);
    expect(h.brought).toEqual([]);
    h.delivery.outcome = { kind: 'told' };
    await h.goOn(10 * MINUTE);
    expect(h.brought).toHaveLength(1);
    expect(h.brought[0]?.occurrence.due).toBe(at);
  });

  it('that does not arrive is kept for a reply and not tried again; a repeat goes on', async () => {
    const h = await set();
    h.delivery.outcome = { kind: 'untold', code: null };
    const daily = h.series('d', { unit: 'day', every: 1 });
    const first = daily.next ?? 0;
    await h.add(daily);
    await h.goOn(first - h.clock.now() + HOUR);
    expect(h.brought).toHaveLength(1);
    expect(await h.list()).toMatchObject([{ untold: { due: first, code: null }, next: first + DAY }]);
    await h.goOn(DAY);
    expect(h.brought).toHaveLength(2);
  });

  it('whose channel is gone never comes again, and says why', async () => {
    const h = await set();
    h.delivery.outcome = { kind: 'ended', code: 'CHANNEL_NOT_FOUND' };
    const daily = h.series('d', { unit: 'day', every: 1 });
    await h.add({ ...daily, target: { kind: 'channel', channel: channelId('1'), role: null } });
    await h.goOn(4 * DAY);
    expect(h.brought).toHaveLength(1);
    expect(await h.list()).toMatchObject([{ next: null, untold: { due: daily.next, code: 'CHANNEL_NOT_FOUND' } }]);
  });

  it('that was changed or taken away in the meantime comes as it is now, or not at all', async () => {
    const h = await set();
    const at = h.clock.now() + HOUR;
    await h.add(h.reminder('a', at));
    await h.add(h.reminder('b', at));
    await h.change((known) => known.map((one) => (one.id === 'a' ? { ...one, next: at + HOUR, text: 'later' } : one)), ['a']);
    await h.change((known) => known.filter(({ id }) => id !== 'b'), ['b']);
    await h.goOn(DAY);
    expect(h.times()).toEqual([['a', at + HOUR]]);
    expect(h.brought[0]?.reminder.text).toBe('later');
  });

  it('is forgotten a week after it came, and what waits for a reply a month after', async () => {
    const h = await set();
    await h.add(h.reminder('a', h.clock.now() + MINUTE));
    await h.goOn(7 * DAY);
    expect(await h.list()).toHaveLength(1);
    await h.goOn(MINUTE);
    expect(await h.list()).toEqual([]);
    h.delivery.outcome = { kind: 'untold', code: null };
    await h.add(h.reminder('b', h.clock.now() + MINUTE));
    await h.goOn(29 * DAY);
    expect(await h.list()).toHaveLength(1);
    await h.goOn(2 * DAY);
    expect(await h.list()).toEqual([]);
  });

  it('of a list that the ledger tells of as a whole has a row as well', async () => {
    const h = await set();
    const at = h.clock.now() + MINUTE;
    await h.change(() => [h.reminder('a', at), h.reminder('b', at)]);
    await h.goOn(MINUTE);
    expect(h.brought.map(({ reminder }) => reminder.id).toSorted()).toEqual(['a', 'b']);
  });

  it('in a channel counts for what is enough within an hour', async () => {
    const h = await set();
    const target = { kind: 'channel', channel: channelId('1'), role: null } as const;
    await h.add(h.reminder('a', h.clock.now() + MINUTE, { target }));
    await h.add(h.reminder('b', h.clock.now() + 2 * MINUTE));
    await h.goOn(HOUR);
    expect((await h.documents.of(reminderList).get(WHO)).posts).toHaveLength(1);
  });
});
