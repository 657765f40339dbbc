import { expect, it } from 'vitest';
import { guildSpace, userId } from '../../domain/ids.js';
import { createQueue, EXPORT_LIMITS, type Queue, type Turn } from './queue.js';

const SPACE = guildSpace('1');

/** Lets people in, and writes down what they hear. */
const watch = (queue: Queue, space = SPACE) => {
  const heard: string[] = [];
  const enter = (name: string, user = name): Turn => {
    const turn = queue.enter({
      space,
      user: userId(user),
      begin: () => heard.push(`${name} begins`),
      moved: (place) => heard.push(`${name} is ${place}`),
    });
    if (typeof turn === 'string') throw new Error(`full: ${turn}`);
    return turn;
  };
  return { heard, enter };
};

it('lets three of a space in at a time, and tells the others their place', () => {
  const { heard, enter } = watch(createQueue());
  const [first, , third] = [enter('1'), enter('2'), enter('3')];
  const [fourth, fifth, sixth] = [enter('4'), enter('5'), enter('6')];
  expect(heard).toEqual(['1 begins', '2 begins', '3 begins']);
  expect([first, third, fourth, fifth, sixth].map((turn) => turn.place())).toEqual([0, 0, 1, 2, 3]);
  third.leave();
  expect(heard.slice(3)).toEqual(['4 begins', '5 is 1', '6 is 2']);
  // Somebody gives up who only waits.
  fifth.leave();
  fifth.leave();
  expect(heard.slice(6)).toEqual(['6 is 1']);
  first.leave();
  expect(heard.slice(7)).toEqual(['6 begins']);
});

it('lets one of a member in at a time, and others go first', () => {
  const { heard, enter } = watch(createQueue());
  const first = enter('a1', '1');
  const second = enter('a2', '1');
  enter('b', '2');
  expect(heard).toEqual(['a1 begins', 'b begins']);
  expect(second.place()).toBe(1);
  first.leave();
  expect(heard.slice(2)).toEqual(['a2 begins']);
  expect(second.place()).toBe(0);
});

it('does not mix up spaces', () => {
  const queue = createQueue();
  const [one, other] = [watch(queue), watch(queue, guildSpace('2'))];
  for (const name of ['1', '2', '3']) one.enter(name);
  other.enter('1');
  expect(other.heard).toEqual(['1 begins']);
});

it('refuses what would wait too long', () => {
  const queue = createQueue();
  const enter = (user: string) =>
    queue.enter({ space: SPACE, user: userId(user), begin: () => undefined, moved: () => undefined });
  for (let at = 0; at < EXPORT_LIMITS.memberMax; at += 1) expect(typeof enter('1')).toBe('object');
  expect(enter('1')).toBe('member');
  for (let at = EXPORT_LIMITS.memberMax; at < EXPORT_LIMITS.spaceMax; at += 1) expect(typeof enter(`${at + 1}`)).toBe('object');
  expect(enter('900')).toBe('space');
});
