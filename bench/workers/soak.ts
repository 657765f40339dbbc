import { z } from 'zod';
import { Emulator } from '../emulator/emulator.js';
import { serve } from '../lib/worker.js';
import type { Outcome, Outcomes } from '../soak/data.js';

const Start = z.object({ guilds: z.number(), channels: z.number(), roles: z.number() });
const Load = z.object({ token: z.string(), rate: z.number(), members: z.number() });
const DEADLINE_MS = 3_000;
/** Beginnings of refusals that are kept, and their length. */
const [KEPT, KEPT_CHARS] = [3, 300];

let emulator: Emulator | null = null;
const ready = (): Emulator => {
  if (emulator === null) throw new Error('not started');
  return emulator;
};

const Answer = z.looseObject({
  type: z.number(),
  data: z.looseObject({ embeds: z.array(z.looseObject({ title: z.string().optional() })).optional() }).optional(),
});
const DEFERRED = 5;

/** What was answered, by the body of the callback: a card says what was done, a refusal has none. */
const outcomeOf = (body: string): Outcome => {
  const { type, data } = Answer.parse(JSON.parse(body));
  if (type === DEFERRED) return 'deferred';
  const title = data?.embeds?.[0]?.title;
  if (title === undefined) return 'refused';
  if (body.includes('Recorded, will sync')) return 'recorded';
  return title.startsWith('On the clock') ? 'in' : 'out';
};

interface Open {
  readonly due: number;
  /** Who clicked; -1: nobody was free. */
  member: number;
  over: boolean;
}

const nothing = (): Outcomes => ({ in: 0, out: 0, recorded: 0, deferred: 0, refused: 0, unanswered: 0 });
let latencies: number[] = [];
let outcomes = nothing();
let refusals: string[] = [];
const open = new Set<Open>();
let busy = new Uint8Array(0);
let stopped = true;

const close = (click: Open, outcome: Outcome): void => {
  if (click.over) return;
  click.over = true;
  open.delete(click);
  // Also who was not answered clicks again.
  if (click.member >= 0) busy[click.member] = 0;
  latencies.push(Math.round((performance.now() - click.due) * 100) / 100);
  outcomes = { ...outcomes, [outcome]: outcomes[outcome] + 1 };
};

/** Clicks of random members on a fixed schedule, whatever becomes of those before; each member has at most one under way. */
const begin = ({ token, rate, members }: z.output<typeof Load>): void => {
  stopped = false;
  busy = new Uint8Array(members);
  const began = performance.now();
  let sent = 0;
  const fire = async (due: number): Promise<void> => {
    let member = Math.floor(Math.random() * members);
    for (let tries = 0; busy[member] === 1 && tries < members; tries += 1) member = (member + 1) % members;
    const click: Open = { due, member: -1, over: false };
    open.add(click);
    if (busy[member] === 1) return;
    busy[member] = 1;
    click.member = member;
    const body = await ready()
      .click(token, member)
      .catch(() => null);
    // Its connection is gone: nobody hears this one.
    if (body === null) return;
    const outcome = outcomeOf(body);
    if (outcome === 'refused' && refusals.length < KEPT) refusals.push(body.slice(0, KEPT_CHARS));
    close(click, outcome);
  };
  const tick = (): void => {
    if (stopped) return;
    const now = performance.now();
    for (; sent < ((now - began) * rate) / 1_000; sent += 1) void fire(began + (sent * 1_000) / rate);
    for (const click of open) if (now - click.due > DEADLINE_MS) close(click, 'unanswered');
    setTimeout(tick, 2);
  };
  tick();
};

serve({
  start: async (argument) => {
    emulator = new Emulator(Start.parse(argument));
    return emulator.listen();
  },
  connected: (argument) =>
    ready()
      .connected(z.object({ token: z.string() }).parse(argument).token)
      .then(() => null),
  begin: (argument) => {
    begin(Load.parse(argument));
    return Promise.resolve(null);
  },
  /** What was answered since the last call. */
  take: () => {
    const taken = { ms: latencies, outcomes, refusals };
    [latencies, outcomes, refusals] = [[], nothing(), []];
    return Promise.resolve(taken);
  },
  /** No more clicks; resolves when all are answered or will not be. */
  end: async () => {
    stopped = true;
    const until = performance.now() + DEADLINE_MS;
    while (open.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const click of [...open]) close(click, 'unanswered');
    return null;
  },
  /** What stands in a channel, oldest first. */
  messagesIn: (argument) => Promise.resolve(ready().messages.in(z.string().parse(argument))),
  messageCounts: () => Promise.resolve(ready().messages.counts),
  requests: () => Promise.resolve({ ...ready().requests, resumes: ready().resumes, unknown: [...ready().unknown] }),
});
