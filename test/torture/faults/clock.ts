import { pauseFor } from '../dice.js';
import { always, type Fault } from './fault.js';

const HOUR = 3_600_000;

const jump = (name: string, offset: number): Fault => ({
  name,
  holds: ['clock'],
  weight: 2,
  possible: always,
  run: async ({ slots }, dice) => {
    const slot = dice.pick(slots);
    const seen = await slot.setClock(offset);
    await pauseFor(dice.between(200, 1_000));
    await slot.setClock(0);
    return seen ? 1 : 0;
  },
});

export const clock: readonly Fault[] = [jump('clock an hour ahead', HOUR), jump('clock an hour behind', -HOUR)];
