import { z } from 'zod';
import { Emulator } from '../emulator/emulator.js';
import type { ClickResult } from '../lib/click-result.js';
import { mainThreadCpuUs, processCpuUs } from '../lib/process-cpu.js';
import { quantile } from '../lib/stats.js';
import { serve } from '../lib/worker.js';

const Start = z.object({ guilds: z.number(), channels: z.number(), roles: z.number() });
const Token = z.object({ token: z.string() });
const Load = z.object({
  token: z.string(),
  pid: z.number(),
  redisPid: z.number().nullable(),
  members: z.number(),
  outstanding: z.number(),
  /** Nothing counts before this long, and before so many clicks. */
  warmMs: z.number(),
  warmClicks: z.number(),
  ms: z.number(),
});

let emulator: Emulator | null = null;
const ready = (): Emulator => {
  if (emulator === null) throw new Error('not started');
  return emulator;
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Clicks of random members, so many at a time. */
const load = async (argument: unknown): Promise<ClickResult> => {
  const { token, pid, redisPid, members, outstanding, warmMs, warmClicks, ms } = Load.parse(argument);
  const busy = new Uint8Array(members);
  const latencies: number[] = [];
  let [measuring, stopping, failed, answered] = [false, false, 0, 0];
  const free = (): number => {
    let member = Math.floor(Math.random() * members);
    while (busy[member] === 1) member = (member + 1) % members;
    return member;
  };
  const person = async (): Promise<void> => {
    while (!stopping) {
      const member = free();
      busy[member] = 1;
      const began = performance.now();
      const body = await ready().click(token, member);
      if (measuring) latencies.push(performance.now() - began);
      answered += 1;
      // A card or a constant; refusals have neither title nor this text.
      if (!/"title":|constant/.test(body)) failed += 1;
      busy[member] = 0;
    }
  };
  const people = Array.from({ length: outstanding }, person);
  await pause(warmMs);
  while (answered < warmClicks) await pause(50);
  measuring = true;
  const used = () => [processCpuUs(pid), mainThreadCpuUs(pid), redisPid === null ? 0 : processCpuUs(redisPid)] as const;
  const [own, [bot, botMain, redis], began] = [process.cpuUsage(), used(), performance.now()];
  await pause(ms);
  measuring = false;
  const [ownUsed, [botEnd, botMainEnd, redisEnd], took, count] = [
    process.cpuUsage(own),
    used(),
    performance.now() - began,
    latencies.length,
  ];
  stopping = true;
  await Promise.all(people);
  latencies.sort((a, b) => a - b);
  return {
    perSecond: (count / took) * 1_000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    botUs: (botEnd - bot) / count,
    botMainUs: (botMainEnd - botMain) / count,
    redisUs: (redisEnd - redis) / count,
    emulatorUs: (ownUsed.user + ownUsed.system) / count,
    clicks: count,
    failed,
  };
};

serve({
  start: async (argument) => {
    emulator = new Emulator(Start.parse(argument));
    return emulator.listen();
  },
  setGuilds: (argument) => {
    ready().setGuilds(z.number().parse(argument));
    return Promise.resolve(null);
  },
  connected: (argument) =>
    ready()
      .connected(Token.parse(argument).token)
      .then(() => null),
  /** One click; resolves with the reply's body. */
  click: (argument) => {
    const { token, member } = Token.extend({ member: z.number() }).parse(argument);
    return ready().click(token, member);
  },
  load,
  requests: () => Promise.resolve({ ...ready().requests, unknown: [...ready().unknown] }),
});
