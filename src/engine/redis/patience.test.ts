import { once } from 'node:events';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { Patience } from './patience.js';

/** A command that nobody answers until told. */
const command = () => {
  const state = {
    isSettled: false,
    reason: '',
    reject: (error: Error): void => {
      state.reason = error.message;
      state.isSettled = true;
    },
  };
  return state;
};

describe('patience', () => {
  it('gives up a command that takes longer, within a quarter of the time, and no other', () => {
    const clock = new FakeClock();
    const patience = new Patience(1_000, clock);
    clock.advance(100);
    const [lost, late, answered] = [command(), command(), command()];
    patience.add(lost);
    patience.add(answered);
    clock.advance(500);
    answered.isSettled = true;
    patience.add(late);
    clock.advance(499);
    expect(lost.reason).toBe('');
    clock.advance(251);
    expect(lost.reason).toBe('Command timed out');
    expect(late.reason).toBe('');
    clock.advance(500);
    expect(late.reason).toBe('Command timed out');
    expect(answered.reason).toBe('');
    patience.close();
  });

  it('keeps an eye on a slow one, however many others are answered between two looks', () => {
    const clock = new FakeClock();
    const patience = new Patience(1_000, clock);
    const slow = command();
    patience.add(slow);
    for (let count = 0; count < 1_000; count += 1) {
      const quick = command();
      patience.add(quick);
      quick.isSettled = true;
    }
    clock.advance(1_251);
    expect(slow.reason).toBe('Command timed out');
  });

  it('destroys a socket that was asked and stays silent, not one that nobody asks', async () => {
    const clock = new FakeClock();
    const socket = new Socket();
    const failed = once(socket, 'error');
    const { asked } = new Patience(1_000, clock).watch(socket);
    clock.advance(10_000);
    for (let turn = 0; turn < 10; turn += 1) {
      asked();
      clock.advance(900);
      socket.emit('data', Buffer.from('+PONG'));
    }
    clock.advance(10_000);
    expect(socket.destroyed).toBe(false);
    asked();
    clock.advance(999);
    asked();
    expect(socket.destroyed).toBe(false);
    clock.advance(251);
    expect(socket.destroyed).toBe(true);
    expect(String(await failed)).toContain('Socket timeout');
  });
});
