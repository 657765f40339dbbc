import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.js';

describe('systemClock', () => {
  it('tells wall and monotonic time, and fires once', async () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
    const before = systemClock.monotonic();
    await new Promise<void>((resolve) => void systemClock.after(5, resolve));
    expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(4);
  });

  it('does not fire a timer at once that is longer than Node can count', async () => {
    let fired = false;
    const cancel = systemClock.after(2 ** 32, () => (fired = true));
    await new Promise<void>((resolve) => void systemClock.after(20, resolve));
    cancel();
    expect(fired).toBe(false);
  });

  it('repeats until cancelled', async () => {
    let count = 0;
    await new Promise<void>((resolve) => {
      const cancel = systemClock.every(1, () => {
        count += 1;
        if (count === 3) {
          cancel();
          resolve();
        }
      });
    });
    await new Promise<void>((resolve) => void systemClock.after(20, resolve));
    expect(count).toBe(3);
  });
});
