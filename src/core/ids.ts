import { randomBytes, randomInt } from 'node:crypto';
import type { Clock, Ids } from '../domain/ports.js';

/** Crockford's base 32: no I, L, O or U, so that a code survives being read out. In ascending ASCII order. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

const letters = (count: number): number[] => Array.from(randomBytes(count), (byte) => byte & 31);
const write = (digits: readonly number[]): string => digits.map((digit) => ALPHABET.charAt(digit)).join('');

function writeTime(ms: number): string {
  const digits: number[] = [];
  for (let rest = ms; digits.length < TIME_LENGTH; rest = Math.floor(rest / 32)) digits.unshift(rest % 32);
  return write(digits);
}

/** Adds one to the digits in place; false when they ran over. */
function increment(digits: number[]): boolean {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits[index] ?? 0;
    digits[index] = (digit + 1) % 32;
    if (digit < 31) return true;
  }
  return false;
}

/**
 * ULIDs (26 characters): the time first, then 80 random bits that count up within one millisecond, so ids of one process sort in the
 * order of their making even when the clock steps back.
 */
export function createIds(clock: Pick<Clock, 'now'>): Ids {
  let last = 0;
  let tail = letters(RANDOM_LENGTH);
  return {
    next() {
      const now = Math.max(0, Math.floor(clock.now()));
      if (now > last) {
        last = now;
        tail = letters(RANDOM_LENGTH);
      } else if (!increment(tail)) {
        last += 1;
      }
      return writeTime(last) + write(tail);
    },
    reference() {
      const code = write(Array.from({ length: 8 }, () => randomInt(32)));
      return `${code.slice(0, 4)}-${code.slice(4)}`;
    },
  };
}
