import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import type { Child, Exit } from './child.js';
import { createFleet, Refused, type Fleet } from './fleet.js';
import type { Group } from './plan.js';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A process that does what the test says. */
class FakeChild implements Child {
  static pids = 0;
  readonly pid = ++FakeChild.pids;
  readonly group: Group;
  readonly standby: boolean;
  readonly url = null;
  readonly did: string[] = [];
  state: Child['state'] = 'starting';
  /** Always just now, unless a test says otherwise. */
  heardAt = Infinity;
  stopsWhenTold = true;
  #ready: (ok: boolean) => void = () => undefined;
  #exited: (exit: Exit) => void = () => undefined;
  readonly ready = new Promise<boolean>((resolve) => (this.#ready = resolve));
  readonly exited = new Promise<Exit>((resolve) => (this.#exited = resolve));

  constructor(group: Group, standby: boolean) {
    this.group = group;
    this.standby = standby;
  }
  become(): Promise<void> {
    this.state = 'ready';
    this.#ready(true);
    return settle();
  }
  end(code: number | null = 1): Promise<void> {
    this.state = 'gone';
    this.#ready(false);
    this.#exited({ code, signal: null });
    return settle();
  }
  takeOver(): Promise<boolean> {
    this.did.push('takeOver');
    return Promise.resolve(true);
  }
  register = (): Promise<boolean> => Promise.resolve(true);
  report = (): Promise<null> => Promise.resolve(null);
  stop(): void {
    this.did.push('stop');
    if (this.stopsWhenTold) void this.end(0);
  }
  kill(): void {
    this.did.push('kill');
    void this.end(null);
  }
}

const GROUPS: readonly Group[] = [
  { name: 'p0', shards: [0, 1] },
  { name: 'p1', shards: [2, 3] },
];

let clock: FakeClock;
let launched: FakeChild[];
let fleet: Fleet;
let outcome: unknown;

const children = (): readonly [FakeChild, FakeChild] => [launched[0]!, launched[1]!];
const currents = (): readonly (number | undefined)[] => fleet.posts().map(({ current }) => current?.pid);

beforeEach(async () => {
  clock = new FakeClock();
  launched = [];
  fleet = createFleet({
    groups: GROUPS,
    launch: (group, standby) => {
      const child = new FakeChild(group, standby);
      launched.push(child);
      return child;
    },
    onReady: () => undefined,
    clock,
    log: new RecordingLogger(),
    metrics: new RecordingMetrics(),
  });
  outcome = undefined;
  fleet.start().then(
    () => (outcome = 'started'),
    (error: unknown) => (outcome = error),
  );
  await settle();
});
afterEach(() => fleet.stop());

const started = async (): Promise<readonly [FakeChild, FakeChild]> => {
  for (const child of children()) await child.become();
  return children();
};

describe('a fleet', () => {
  it('is started when every group is served', async () => {
    const [one, other] = children();
    await one.become();
    expect(outcome).toBeUndefined();
    await other.become();
    expect(outcome).toBe('started');
  });

  it('starts a process that ended again, alone, at once the first time and later and later after that', async () => {
    const [one, other] = await started();
    await one.end();
    expect(currents()).toEqual([undefined, other.pid]);
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      const before = launched.length;
      const from = clock.monotonic();
      while (launched.length === before) await clock.advanceAsync(500);
      waits.push(clock.monotonic() - from);
      await launched.at(-1)!.end();
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(launched.slice(2).every(({ group }) => group.name === 'p0')).toBe(true);
    expect(other.did).toEqual([]);
  });

  it('is patient again with one that lived for long', async () => {
    await started();
    for (let n = 0; n < 3; n++) {
      const running = launched.filter(({ group, state }) => group.name === 'p0' && state !== 'gone').at(-1)!;
      await clock.advanceAsync(0);
      await running.become();
      await clock.advanceAsync(60_001);
      const before = launched.length;
      await running.end();
      await clock.advanceAsync(0);
      expect(launched).toHaveLength(before + 1);
    }
  });

  it('gives up at the start when a process says that the configuration is at fault, and not later', async () => {
    const [one, other] = children();
    await one.become();
    await one.end(2);
    await other.end(2);
    expect(outcome).toBeInstanceOf(Refused);
  });

  it('waits for another try when a process cannot start', async () => {
    const [one, other] = children();
    await one.become();
    await other.end();
    await clock.advanceAsync(0);
    expect(outcome).toBeUndefined();
    await launched[2]!.become();
    await clock.advanceAsync(1_000);
    expect(outcome).toBe('started');
  });

  it('kills a process that stands still', async () => {
    const [one, other] = await started();
    one.heardAt = clock.monotonic();
    for (let s = 0; s < 6; s++) {
      other.heardAt = clock.monotonic();
      await clock.advanceAsync(10_000);
    }
    expect(one.did).toEqual(['kill']);
    expect(other.did).toEqual([]);
  });
});

describe('a rolling restart', () => {
  it('replaces one after the other, and no old one stops before its replacement serves', async () => {
    const [one, other] = await started();
    const rolled = fleet.roll();
    await settle();
    const next = launched[2]!;
    expect([next.standby, next.group.name, launched.length]).toEqual([true, 'p0', 3]);
    expect([one.did, next.did]).toEqual([[], []]);
    await next.become();
    expect([next.did, one.did]).toEqual([['takeOver'], ['stop']]);
    expect(other.did).toEqual([]);
    await launched[3]!.become();
    expect(await rolled).toBe(true);
    expect(currents()).toEqual([next.pid, launched[3]!.pid]);
    expect(launched).toHaveLength(4);
  });

  it('ends where a replacement does not work, and everything goes on as before', async () => {
    const [one, other] = await started();
    const rolled = fleet.roll();
    await settle();
    await launched[2]!.end();
    expect(await rolled).toBe(false);
    await clock.advanceAsync(0);
    expect(currents()).toEqual([one.pid, other.pid]);
    expect(launched).toHaveLength(3);
    const again = fleet.roll();
    await settle();
    await clock.advanceAsync(60_000 + 2 * 6_000);
    expect(await again).toBe(false);
    expect(launched[3]!.did).toEqual(['kill']);
    expect(currents()).toEqual([one.pid, other.pid]);
  });

  it('goes on when the old process ends before its replacement is ready', async () => {
    const [one] = await started();
    const rolled = fleet.roll();
    await settle();
    await one.end();
    await clock.advanceAsync(0);
    expect(launched).toHaveLength(3);
    await launched[2]!.become();
    await launched[3]!.become();
    expect(await rolled).toBe(true);
  });

  it('starts again a process that ended while its replacement failed', async () => {
    const [one] = await started();
    const rolled = fleet.roll();
    await settle();
    await one.end();
    await launched[2]!.end();
    expect(await rolled).toBe(false);
    await clock.advanceAsync(0);
    expect([launched.length, launched[3]!.standby, launched[3]!.group.name]).toEqual([4, false, 'p0']);
  });

  it('kills an old process that does not end', async () => {
    const [one] = await started();
    one.stopsWhenTold = false;
    const rolled = fleet.roll();
    await settle();
    await launched[2]!.become();
    await clock.advanceAsync(13_000);
    expect(one.did).toEqual(['stop', 'kill']);
    await launched[3]!.become();
    expect(await rolled).toBe(true);
  });

  it('is over when everything is to end', async () => {
    const [one] = await started();
    const rolled = fleet.roll();
    await settle();
    await fleet.stop();
    expect([one.did, launched[2]!.did]).toEqual([['stop'], ['stop']]);
    expect(await rolled).toBe(false);
    expect(launched).toHaveLength(3);
  });
});
