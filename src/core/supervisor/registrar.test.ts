import { expect, it } from 'vitest';
import { createRegistrar } from './registrar.js';
import type { Child } from './child.js';

/** Somebody who can be asked; `answer` says whether it was done. */
const asked = () => {
  let times = 0;
  let answer: (done: boolean) => void = () => undefined;
  const register: Child['register'] = () => {
    times += 1;
    return new Promise((resolve) => (answer = resolve));
  };
  return {
    register,
    times: () => times,
    answer: async (done: boolean) => {
      answer(done);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
  };
};

it('asks one after the other until it is done, and then nobody but whom it is told to', async () => {
  const registrar = createRegistrar();
  const [one, two, three] = [asked(), asked(), asked()];
  for (const each of [one, two, three]) registrar.offer(each);
  expect([one, two, three].map((each) => each.times())).toEqual([1, 0, 0]);
  await one.answer(false);
  await two.answer(true);
  expect([one, two, three].map((each) => each.times())).toEqual([1, 1, 0]);
  const newest = asked();
  registrar.again(newest);
  await newest.answer(true);
  expect([newest, three].map((each) => each.times())).toEqual([1, 0]);
});
