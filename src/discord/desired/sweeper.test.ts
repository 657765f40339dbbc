import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { guildSpace, type SpaceId } from '../../domain/ids.js';
import { createSweeper } from './sweeper.js';

const SPACES = ['1', '2', '3'].map(guildSpace);
const TEN_MINUTES = 600_000;

const setUp = (held = true) => {
  const clock = new FakeClock();
  const listeners = new Set<() => void>();
  const leader = {
    held,
    onTaken: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    take() {
      leader.held = true;
      for (const listener of listeners) listener();
    },
  };
  const swept: SpaceId[] = [];
  const after = { each: (): void => undefined, room: (): Promise<void> => Promise.resolve() };
  const sweeper = createSweeper({
    spacesHere: () => Promise.resolve(SPACES),
    kinds: [
      {
        sweep: (space) => {
          swept.push(space);
          after.each();
          return Promise.resolve();
        },
        room: () => after.room(),
      },
    ],
    leader,
    clock,
    log: new RecordingLogger(),
  });
  return { clock, leader, swept, sweeper, after };
};

it('sweeps at once and every ten minutes', async () => {
  const { clock, swept, sweeper } = setUp();
  sweeper.start();
  await clock.advanceAsync(0);
  expect(swept).toEqual(SPACES);
  await clock.advanceAsync(TEN_MINUTES);
  expect(swept).toHaveLength(6);
  sweeper.stop();
  await clock.advanceAsync(TEN_MINUTES);
  expect(swept).toHaveLength(6);
  expect(clock.pending).toBe(0);
});

it('waits for its turn, and begins when it comes', async () => {
  const { clock, leader, swept, sweeper } = setUp(false);
  sweeper.start();
  await clock.advanceAsync(TEN_MINUTES);
  expect(swept).toEqual([]);
  leader.take();
  await clock.advanceAsync(0);
  expect(swept).toEqual(SPACES);
});

it('ends in the middle when the turn is over, and begins anew with the next one', async () => {
  const { clock, leader, swept, sweeper, after } = setUp();
  after.each = () => {
    if (swept.length === 2) leader.held = false;
  };
  sweeper.start();
  await clock.advanceAsync(TEN_MINUTES);
  expect(swept).toHaveLength(2);
  leader.take();
  await clock.advanceAsync(0);
  expect(swept).toHaveLength(5);
});

it('does not sweep again because the turn was lost for a moment', async () => {
  const { clock, leader, swept, sweeper } = setUp();
  sweeper.start();
  await clock.advanceAsync(TEN_MINUTES / 2);
  leader.held = false;
  await clock.advanceAsync(1_000);
  leader.take();
  await clock.advanceAsync(TEN_MINUTES / 2 - 1_001);
  expect(swept).toHaveLength(3);
  await clock.advanceAsync(1);
  expect(swept).toHaveLength(6);
});

it('goes on to the next space only when there is room', async () => {
  const { clock, swept, sweeper, after } = setUp();
  let open = (): void => undefined;
  after.room = () =>
    new Promise((resolve) => {
      open = resolve;
    });
  sweeper.start();
  await clock.advanceAsync(TEN_MINUTES);
  expect(swept).toEqual(SPACES.slice(0, 1));
  open();
  await clock.advanceAsync(0);
  expect(swept).toEqual(SPACES.slice(0, 2));
});
