import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { createLogger } from './logging.js';
import { createLifecycle, Stopping } from './lifecycle.js';
import { handleSignals, type ProcessLike } from './signals.js';

const log = createLogger({ level: 'silent', format: 'json' });
const settle = () => new Promise((resolve) => setImmediate(resolve));

function fixture() {
  const clock = new FakeClock();
  const lifecycle = createLifecycle({ clock, log });
  const order: string[] = [];
  const exits: number[] = [];
  const listeners = new Map<string, (value: unknown) => void>();
  const fakeProcess: ProcessLike = {
    on: (event, listener) => listeners.set(event, listener),
    exit: (code) => void exits.push(code),
  };
  handleSignals(lifecycle, { clock, log, process: fakeProcess });
  const step = (name: string, run: () => Promise<void> | void = () => undefined) =>
    lifecycle.onStop({ name, within: 1_000, run: () => (order.push(name), run()) });
  return {
    clock,
    lifecycle,
    order,
    exits,
    step,
    raise: (event: string, value: unknown = event) => listeners.get(event)?.(value),
  };
}

describe('shutdown', () => {
  it('closes what came last first, once, and waits for each', async () => {
    const { lifecycle, order, step } = fixture();
    step('redis');
    step('journal', async () => {
      await settle();
      order.push('journal closed');
    });
    step('interactions');
    expect(await Promise.all([lifecycle.stop('test'), lifecycle.stop('again')])).toEqual([true, true]);
    expect(order).toEqual(['interactions', 'journal', 'journal closed', 'redis']);
  });

  it('goes on after a step that fails or hangs, and says that it was not clean', async () => {
    const { clock, lifecycle, order, step } = fixture();
    step('redis');
    step('hangs', () => new Promise(() => undefined));
    step('fails', () => {
      throw new Error('no');
    });
    const stopped = lifecycle.stop('test');
    await settle();
    expect(order).toEqual(['fails', 'hangs']);
    clock.advance(1_000);
    expect(await stopped).toBe(false);
    expect(order).toEqual(['fails', 'hangs', 'redis']);
  });
});

describe('a stop in the middle of the start', () => {
  it('waits for what is being opened, closes it, and lets nothing more be opened', async () => {
    const { lifecycle, order } = fixture();
    let opened: (value: string) => void = () => undefined;
    const opening = lifecycle.open(
      { name: 'redis', within: 1_000, close: (value) => void order.push(`closed ${value}`) },
      () => new Promise<string>((resolve) => (opened = resolve)),
    );
    const outcome = expect(opening).rejects.toThrow(Stopping);
    const stopped = lifecycle.stop('SIGINT');
    await expect(lifecycle.open({ name: 'more', within: 1, close: () => undefined }, () => Promise.resolve(1))).rejects.toThrow(
      Stopping,
    );
    opened('it');
    expect(await stopped).toBe(true);
    await outcome;
    expect(order).toEqual(['closed it']);
  });

  it('has nothing to close where opening failed', async () => {
    const { lifecycle, order } = fixture();
    const failing = lifecycle.open({ name: 'redis', within: 1, close: () => void order.push('closed') }, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await lifecycle.stop('test')).toBe(true);
    expect(order).toEqual([]);
  });
});

describe('signals', () => {
  it('SIGTERM ends gracefully with 0', async () => {
    const { exits, order, raise, step } = fixture();
    step('redis');
    raise('SIGTERM');
    await settle();
    expect([order, exits]).toEqual([['redis'], [0]]);
  });

  it('takes the Ctrl-C that npm repeats for the same one, and a later one for an order', async () => {
    const { clock, exits, raise, step } = fixture();
    step('hangs', () => new Promise(() => undefined));
    raise('SIGINT');
    clock.advance(50);
    raise('SIGINT');
    await settle();
    expect(exits).toEqual([]);
    clock.advance(600);
    raise('SIGINT');
    expect(exits).toEqual([130]);
  });

  it('an error that nobody caught runs the steps, then ends with 1', async () => {
    const { exits, order, raise, step } = fixture();
    step('journal');
    raise('unhandledRejection', new Error('lost'));
    raise('uncaughtException', new Error('second'));
    await settle();
    expect([order, exits]).toEqual([['journal'], [1]]);
  });
});
