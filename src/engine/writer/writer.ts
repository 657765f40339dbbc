import type { Logger, Metrics } from '../../domain/ports.js';
import { LaneFull } from '../store.js';

/** Session changes; settings and edits; rollups and answers to cache. */
export type Lane = 'critical' | 'normal' | 'background';
export const LANES = ['critical', 'normal', 'background'] as const satisfies readonly Lane[];

export interface Writer<Op, Outcome> {
  /**
   * Takes an operation and resolves with its outcome. Operations with the same `order` run one after the other, in the order given, over all
   * lanes. Rejects with `LaneFull` when there is no room, and with what `run` rejected with.
   */
  submit(lane: Lane, address: Address, op: Op): Promise<Outcome>;
  /** Waiting and running operations, over all lanes. */
  readonly total: number;
  /** The same by lane, and refusals so far. */
  readonly lanes: Readonly<Record<Lane, { readonly depth: number; readonly refused: number }>>;
  /** Refuses what comes from now on, and waits until all that was taken is done. */
  drain(): Promise<void>;
}

export interface Address {
  /** Operations of one group travel in one batch (the space). */
  readonly group: string;
  /** Operations that must keep their order (the member). */
  readonly order: string;
}

export interface WriterOptions<Op, Outcome> {
  /** Runs a batch of one group; one outcome for each operation, in order. */
  readonly run: (group: string, ops: readonly Op[]) => Promise<readonly Outcome[]>;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Operations held at once, over all lanes. Background is refused from half of it on, normal from four fifths on, critical when it is full. */
  readonly capacity?: number;
  /** Operations held elsewhere that share the capacity. */
  readonly beside?: () => number;
  /** Operations of one flush. */
  readonly batch?: number;
  /** Batches on their way at once. */
  readonly inFlight?: number;
  /** Calls back on the next turn of the event loop, so that what comes in one turn travels together. */
  readonly soon?: (task: () => void) => void;
}

interface Item<Op, Outcome> {
  readonly lane: Lane;
  readonly address: Address;
  readonly op: Op;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

const SHARE: Readonly<Record<Lane, number>> = { critical: 1, normal: 0.8, background: 0.5 };

/** What waits of one group. At most one batch of a group is on its way: what comes meanwhile travels together with the next one. */
interface Group<Entry> {
  readonly name: string;
  readonly queues: Record<Lane, Entry[]>;
  flying: boolean;
}

/** Group commit over three lanes: a flush takes what waits of each group that has nothing on its way, the most urgent groups first. */
export const createWriter = <Op, Outcome>(options: WriterOptions<Op, Outcome>): Writer<Op, Outcome> => {
  type Entry = Item<Op, Outcome>;
  const { run, log, metrics, capacity = 20_000, beside = () => 0, batch = 256, inFlight = 32, soon = setImmediate } = options;
  const groups = new Map<string, Group<Entry>>();
  /** Groups that may send, by the most urgent that they have; a group may stand here twice, or with nothing left. */
  const ready: Record<Lane, Group<Entry>[]> = { critical: [], normal: [], background: [] };
  const depth: Record<Lane, number> = { critical: 0, normal: 0, background: 0 };
  const refused: Record<Lane, number> = { critical: 0, normal: 0, background: 0 };
  /** Orders that have an operation queued or running, with those that wait for it. */
  const busy = new Map<string, Entry[] | null>();
  let total = 0;
  let flying = 0;
  let armed = false;
  let draining: (() => void) | null = null;
  let closed = false;

  const refuse = (lane: Lane): Promise<never> => {
    refused[lane] += 1;
    metrics.count('lane_refused', { lane });
    return Promise.reject(new LaneFull(closed ? 'the writer is closing' : `no room in the ${lane} lane`));
  };

  const arm = (): void => {
    if (armed) return;
    armed = true;
    soon(() => {
      armed = false;
      flush();
    });
  };

  const groupOf = (name: string): Group<Entry> => {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const group = { name, queues: { critical: [], normal: [], background: [] }, flying: false };
    groups.set(name, group);
    return group;
  };

  const queue = (item: Entry): void => {
    const group = groupOf(item.address.group);
    const waiting = group.queues[item.lane];
    waiting.push(item);
    if (waiting.length === 1 && !group.flying) ready[item.lane].push(group);
  };

  const flush = (): void => {
    for (const lane of LANES) {
      const waiting = ready[lane];
      let sent = 0;
      while (flying < inFlight && sent < waiting.length) {
        const group = waiting[sent++];
        if (group === undefined || group.flying) continue;
        const items = take(group.queues, batch);
        if (items.length > 0) void send(group, items);
      }
      if (sent > 0) ready[lane] = waiting.slice(sent);
    }
  };

  const send = async (group: Group<Entry>, items: readonly Entry[]): Promise<void> => {
    flying += 1;
    group.flying = true;
    try {
      const outcomes = await run(
        group.name,
        items.map(({ op }) => op),
      );
      items.forEach((item, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) item.reject(new Error(`batch of ${items.length} answered ${outcomes.length} outcomes`));
        else item.resolve(outcome);
      });
    } catch (error) {
      metrics.count('batch_failed');
      log.warn(
        { group: group.name, size: items.length, reason: error instanceof Error ? error.message : String(error) },
        'batch failed',
      );
      for (const item of items) item.reject(error);
    }
    flying -= 1;
    group.flying = false;
    metrics.count('batches');
    metrics.count('batched_operations', {}, items.length);
    for (const item of items) release(item);
    const lane = LANES.find((each) => group.queues[each].length > 0);
    if (lane === undefined) groups.delete(group.name);
    else ready[lane].push(group);
    if (total === 0) draining?.();
    else arm();
  };

  const release = ({ lane, address: { order } }: Entry): void => {
    total -= 1;
    depth[lane] -= 1;
    const next = busy.get(order)?.shift();
    if (next === undefined) busy.delete(order);
    else queue(next);
  };

  return {
    submit: (lane, address, op) => {
      if (closed || total + beside() >= capacity * SHARE[lane]) return refuse(lane);
      total += 1;
      depth[lane] += 1;
      return new Promise<Outcome>((resolve, reject) => {
        const item: Entry = { lane, address, op, resolve, reject };
        const waiting = busy.get(address.order);
        if (waiting === undefined) {
          busy.set(address.order, null);
          queue(item);
          arm();
        } else if (waiting === null) busy.set(address.order, [item]);
        else waiting.push(item);
      });
    },
    get total() {
      return total;
    },
    get lanes() {
      const of = (lane: Lane) => ({ depth: depth[lane], refused: refused[lane] });
      return { critical: of('critical'), normal: of('normal'), background: of('background') };
    },
    drain: () => {
      closed = true;
      if (total === 0) return Promise.resolve();
      return new Promise((resolve) => {
        draining = resolve;
      });
    },
  };
};

/** The first `count` of what waits, the most urgent lane first. */
const take = <Waiting>(queues: Record<Lane, Waiting[]>, count: number): Waiting[] => {
  const taken: Waiting[] = [];
  for (const lane of LANES) {
    const room = count - taken.length;
    if (room === 0) break;
    const queue = queues[lane];
    if (queue.length === 0) continue;
    if (queue.length <= room) {
      taken.push(...queue);
      queues[lane] = [];
    } else taken.push(...queue.splice(0, room));
  }
  return taken;
};
