import { expect, it } from 'vitest';
import { refusal, until, value, World } from '../../../test/support/engine.js';
import { sessionId } from '../../domain/ids.js';

const MINUTE = 60_000;

it('refuses a change of a session that is not the active one, and answers a retry of one that was applied', async () => {
  const world = new World();
  const { engine } = await world.started();
  const { session } = value(await engine.tracker.clockIn(world.in()));
  expect(refusal(await engine.tracker.pause({ ...world.request(), session: sessionId('older') }))).toBe('STALE_CONTROL');
  const request = { ...world.request(), session: session.id };
  value(await engine.tracker.clockOut(request));
  expect(value(await engine.tracker.clockOut(request)).replayed).toBe(true);
  expect(world.ledger()).toEqual(['clockedIn', 'clockedOut']);
});

it('judges what was taken without Redis by the session it was about, also after a crash', async () => {
  const world = new World();
  const first = await world.started();
  value(await first.engine.tracker.clockIn(world.in()));
  const second = await world.started();
  second.store.link.set(false);
  world.clock.advance(MINUTE);
  // Of this member the second process knows nothing, so it has to take the click at its word.
  const taken = value(await second.engine.tracker.pause({ ...world.request(), session: sessionId('older') }));
  expect(taken).toMatchObject({ durability: 'journaled', assumed: true });
  world.crash(0, first, second);
  await world.started();
  await until(() => world.notices.length === 1, 'the member to be told');
  expect(world.notices[0]).toMatchObject({ command: 'pause', error: { code: 'STALE_CONTROL' } });
  expect(world.ledger()).toEqual(['clockedIn']);
});
