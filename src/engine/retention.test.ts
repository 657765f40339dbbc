import { describe, expect, it } from 'vitest';
import { ANN, BEN, CODING, fixedSpaces, refusal, SPACE, value, World } from '../../test/support/engine.js';
import { RecordingMetrics } from '../../test/support/fakes.js';
import { guildSpace, type SpaceId } from '../domain/ids.js';
import { createRetention } from './retention.js';

const HOUR = 3_600_000;

describe('retention', () => {
  it('ends the session of a member who left, at the last moment it was there, once', async () => {
    const world = new World();
    const { engine } = await world.started();
    await engine.tracker.clockIn(world.in());
    const seen = world.clock.now() + HOUR;
    world.clock.advance(5 * HOUR);
    const ended = value(await engine.retention.endMember(SPACE, ANN, seen, 'member_left'));
    expect(ended?.session).toMatchObject({ endedAt: seen, endReason: 'member_left' });
    expect(value(await engine.retention.endMember(SPACE, ANN, seen, 'member_left'))).toBeNull();
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut']);
  });

  it('leaves to another entry what it counts already, in the same step, also when Redis was away', async () => {
    for (const away of [false, true]) {
      const world = new World();
      const { engine, store } = await world.started();
      const { startedAt } = value(await engine.tracker.clockIn(world.in())).session;
      const entry = { category: CODING, note: null, pauses: [], overrideMs: null };
      const ahead = { start: startedAt + 2 * HOUR, end: startedAt + 3 * HOUR };
      world.clock.advance(HOUR);
      value(
        await engine.tracker.addEntry({ ...world.request(), entry: { ...entry, startedAt: ahead.start, endedAt: ahead.end } }),
      );
      world.clock.advance(5 * HOUR);
      store.link.set(!away);
      value(await engine.retention.endMember(SPACE, ANN, world.clock.now(), 'member_left'));
      store.link.set(true);
      await world.clock.advanceAsync(1_000);
      const ended = world.stored()?.last;
      expect(ended).toMatchObject({ startedAt, endedAt: startedAt + 6 * HOUR, pauses: [ahead] });
      expect(world.ledger()).toEqual(['clockedIn', 'entryAdded', 'clockedOut']);
    }
  });

  it('never ends a session before its last change', async () => {
    const world = new World();
    const { engine } = await world.started();
    await engine.tracker.clockIn(world.in());
    world.clock.advance(HOUR);
    const paused = value(await engine.tracker.pause(world.request())).state.changedAt;
    const ended = value(await engine.retention.endMember(SPACE, ANN, paused - HOUR / 2, 'member_left'));
    expect(ended?.session.endedAt).toBe(paused);
  });

  it('stops all timers of a guild, and says so when some may be left', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    await engine.tracker.clockIn(world.in({ user: BEN }));
    store.link.set(false);
    expect(refusal(await engine.retention.stopAll(SPACE, 'bot_removed', world.clock.now()))).toBe('STORE_UNAVAILABLE');
    store.link.set(true);
    await world.clock.advanceAsync(1_000);
    expect(value(await engine.retention.stopAll(SPACE, 'bot_removed', world.clock.now()))).toBe(0);
    expect([ANN, BEN].map((user) => world.stored(user)?.last?.endReason)).toEqual(['bot_removed', 'bot_removed']);
  });

  it('erases only as long as it is the turn of this process', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    for (const guild of ['1', '2']) await engine.tracker.clockIn(world.in({ space: guildSpace(guild) }));
    const turns = [true, true, false];
    const erased: SpaceId[] = [];
    const retention = createRetention({
      store: Object.assign(store, { erase: (space: SpaceId) => Promise.resolve(void erased.push(space)) }),
      spaces: fixedSpaces('UTC', () => world.clock.now() - 100 * 24 * HOUR),
      clock: world.clock,
      log: world.log,
      metrics: new RecordingMetrics(),
      tracker: engine.tracker,
      leader: { confirm: () => Promise.resolve(turns.shift() ?? false) },
    });
    expect(await retention.sweep()).toHaveLength(1);
    expect(erased).toHaveLength(1);
    expect(await retention.sweep()).toEqual([]);
    expect(erased).toHaveLength(1);
  });
});
