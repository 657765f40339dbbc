import type { Random } from '../../domain/ports.js';
import { SUSPECT } from '../forecast/series.js';
import { clamp } from '../numbers.js';
import { seeded } from '../../domain/seeded.js';

/** Kinds of made-up people whose forecasts are measured. */
export const KINDS = ['steady', 'shifts', 'bursts', 'holidays', 'newJob', 'nearlyInactive', 'freelancer', 'forgetful'] as const;
export type Kind = (typeof KINDS)[number];

/** People of a kind. The second half is held out: nothing was chosen by looking at it. */
export const PEOPLE_PER_KIND = 20;
export const HELD_OUT_FROM = 10;

export interface Person {
  readonly kind: Kind;
  readonly number: number;
  /** Hours of each day; the first is a Monday. */
  readonly hours: Float64Array;
  /** SUSPECT where a timer was left running. */
  readonly aside: Uint8Array;
}

/** Somebody of a kind: the same for the same number on every machine. `days` of history, 120 to 420 by chance unless given. */
export const person = (kind: Kind, number: number, days?: number): Person => {
  const random = seeded(`person/${kind}/${number}`);
  const length = days ?? 120 + Math.floor(random.next() * 300);
  const aside = new Uint8Array(length);
  const draw = DAYS_OF[kind](random, length, aside);
  const hours = Float64Array.from({ length }, (_, day) => {
    const value = draw(day);
    // To the minute, as it is written down.
    return value <= 0 ? 0 : Math.round(clamp(value, 0.1, 24) * 60) / 60;
  });
  return { kind, number, hours, aside };
};

type Draw = (day: number) => number;
type Maker = (random: Random, length: number, aside: Uint8Array) => Draw;

const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low);
/** Normal, by Box & Muller. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
/** Around a length, never below zero, with a tail to the long side. */
const around = (random: Random, length: number, spread: number): number =>
  length * Math.exp(spread * normal(random) - (spread * spread) / 2);

/** A working week of so many days, the same ones each week. */
const steady: Maker = (random) => {
  const [days, length, spread, misses] = [
    3 + Math.floor(random.next() * 4),
    between(random, 2, 8.5),
    between(random, 0.05, 0.35),
    between(random, 0.01, 0.12),
  ];
  return (day) => (day % 7 < days && random.next() > misses ? around(random, length, spread) : 0);
};

/** By a rota: early, late and night with days off, that is no week. */
const shifts: Maker = (random) => {
  const [on, off] = [2 + Math.floor(random.next() * 5), 1 + Math.floor(random.next() * 4)];
  const [length, swaps, start] = [between(random, 6, 12), between(random, 0.02, 0.15), Math.floor(random.next() * 9)];
  return (day) => {
    const isOn = (day + start) % (on + off) < on;
    return (random.next() < swaps ? !isOn : isOn) ? around(random, length, 0.1) : 0;
  };
};

/** Some days of much work, then some of little. */
const bursts: Maker = (random) => {
  const [length, into, out, idle] = [
    between(random, 3, 9),
    between(random, 0.05, 0.2),
    between(random, 0.1, 0.3),
    between(random, 0.05, 0.3),
  ];
  let isBusy = false;
  return () => {
    isBusy = isBusy ? random.next() > out : random.next() < into;
    return random.next() < (isBusy ? 0.9 : idle) ? around(random, isBusy ? length : 1.2, 0.5) : 0;
  };
};

/** Regular, with weeks away. */
const holidays: Maker = (random, length) => {
  const base = steady(random, length, new Uint8Array(0));
  const away = new Set<number>();
  for (let day = 20 + Math.floor(random.next() * 60); day < length; day += 40 + Math.floor(random.next() * 100)) {
    const long = 8 + Math.floor(random.next() * 24);
    for (let gone = 0; gone < long; gone += 1) away.add(day + gone);
    day += long;
  }
  return (day) => {
    const value = base(day);
    return away.has(day) ? 0 : value;
  };
};

/** Other days and other hours from the middle on. */
const newJob: Maker = (random, length) => {
  const [before, after] = [
    steady(random, length, new Uint8Array(0)),
    (random.next() < 0.5 ? steady : freelancer)(random, length, new Uint8Array(0)),
  ];
  const change = Math.floor(length * between(random, 0.4, 0.6));
  const turned = Math.floor(random.next() * 7);
  return (day) => (day < change ? before(day) : after(day + turned));
};

/** An hour or two now and then. */
const nearlyInactive: Maker = (random) => {
  const [share, length] = [between(random, 0.04, 0.2), between(random, 0.5, 4)];
  return () => (random.next() < share ? around(random, length, 0.6) : 0);
};

/** Any day may be one with work; weekdays differ a little, and the level wanders. */
const freelancer: Maker = (random) => {
  const shares = Array.from({ length: 7 }, () => between(random, 0.3, 0.95));
  const [length, spread, wander] = [between(random, 1.5, 6), between(random, 0.4, 0.9), between(random, 0, 0.05)];
  let level = 0;
  return (day) => {
    level = level * 0.98 + wander * normal(random);
    return random.next() < (shares[day % 7] ?? 0) ? around(random, length * Math.exp(level), spread) : 0;
  };
};

/** Regular, and now and then the timer runs on: for a night, or for weeks. */
const forgetful: Maker = (random, length, aside) => {
  const base = freelancer(random, length, aside);
  let left = 0;
  return (day) => {
    const value = base(day);
    if (left === 0 && random.next() < 0.012) left = random.next() < 0.7 ? 1 : 4 + Math.floor(random.next() * 18);
    if (left === 0) return value;
    left -= 1;
    aside[day] = SUSPECT;
    return left === 0 ? between(random, 8, 20) : 24;
  };
};

const DAYS_OF: Readonly<Record<Kind, Maker>> = {
  steady,
  shifts,
  bursts,
  holidays,
  newJob,
  nearlyInactive,
  freelancer,
  forgetful,
};
