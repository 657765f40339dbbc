import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { guildSpace, type SpaceId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { Change } from '../../engine/api.js';
import { sharedOnTheClock } from './shared-reads.js';

const [HERE, THERE] = [guildSpace('1'), guildSpace('2')];

const setUp = () => {
  const clock = new FakeClock();
  const asked: SpaceId[] = [];
  let news: (space: SpaceId | null) => void = () => undefined;
  let changed: (change: Change) => void = () => undefined;
  const { onTheClock } = sharedOnTheClock({
    overview: {
      onTheClock: (space) => {
        asked.push(space);
        return Promise.resolve(ok({ rows: [], possiblyStale: false }));
      },
    },
    changes: { onChange: (listener) => ((changed = listener), () => undefined) },
    onNews: (listener) => ((news = listener), () => undefined),
    clock,
  });
  return {
    clock,
    asked,
    onTheClock,
    news: (space: SpaceId | null) => news(space),
    change: (space: SpaceId) => changed({ space } as Change),
  };
};

it('reads once for all who ask between two changes of a space', async () => {
  const { asked, onTheClock, news, change } = setUp();
  await Promise.all([onTheClock(HERE), onTheClock(HERE), onTheClock(THERE)]);
  await onTheClock(HERE);
  expect(asked).toEqual([HERE, THERE]);
  news(HERE);
  await Promise.all([onTheClock(HERE), onTheClock(THERE), onTheClock(HERE)]);
  expect(asked).toEqual([HERE, THERE, HERE]);
  change(THERE);
  await onTheClock(THERE);
  expect(asked).toHaveLength(4);
  news(null);
  await Promise.all([onTheClock(HERE), onTheClock(THERE)]);
  expect(asked).toHaveLength(6);
});

it('tells nobody who asks after a change what was begun before it', async () => {
  const { asked, onTheClock, news } = setUp();
  const before = onTheClock(HERE);
  news(HERE);
  const after = onTheClock(HERE);
  expect(asked).toHaveLength(2);
  expect(after).not.toBe(before);
  await Promise.all([before, after]);
});

it('holds nothing for long', async () => {
  const { asked, clock, onTheClock } = setUp();
  await onTheClock(HERE);
  clock.advance(499);
  await onTheClock(HERE);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  await onTheClock(HERE);
  expect(asked).toHaveLength(2);
});
