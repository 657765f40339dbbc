import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { z } from 'zod';
import { defaultConfig } from '../../src/domain/defaults.js';
import { categoryId, requestId, sessionId, spaceId, userId } from '../../src/domain/ids.js';
import { createChain } from '../../src/engine/chain.js';
import { createEngine } from '../../src/engine/index.js';
import type { Logger } from '../../src/domain/ports.js';
import { createIds } from '../../src/core/ids.js';
import { systemClock } from '../../src/core/clock.js';

/**
 * An engine as a process of its own, for kill -9 from outside: `REDIS_URL` and `JOURNAL_DIR` in the environment; commands as JSON lines on
 * stdin, answers as JSON lines on stdout. The line `health` asks for the journal's health. The first line is `{"ready":true}`. The end of stdin drains and ends it.
 */
const command = z.object({
  id: z.string(),
  command: z.enum(['clockIn', 'clockOut', 'pause', 'resume', 'setNote']),
  space: z.string().transform(spaceId),
  user: z.string().transform(userId),
  category: z.string().default('coding'),
  note: z.string().nullable().default(null),
  session: z.string().optional(),
});

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => void process.stderr.write(`warn ${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => void process.stderr.write(`error ${message} ${JSON.stringify(fields)} ${inspect(fields['err'])}\n`),
  child: () => log,
};
const metrics = { count: () => undefined, gauge: () => undefined, observe: () => undefined };

const chain = await createChain({
  url: process.env['REDIS_URL'] ?? '',
  defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: 'Europe/Berlin' }),
  clock: systemClock,
  ids: createIds(systemClock),
  random: { next: () => Math.random() },
  log,
  metrics,
  commandTimeoutMs: 500,
});
const engine = createEngine({
  ...chain,
  clock: systemClock,
  ids: createIds(systemClock),
  log,
  metrics,
  journalDir: process.env['JOURNAL_DIR'] ?? '',
});
const { tracker } = engine;
await engine.start();
tracker.onUnapplied(({ requestId: id, error }) => say({ unapplied: id, code: error.code }));
const keepAlive = setInterval(() => undefined, 1_000);
say({ ready: true });

const perform = ({ id, command: name, space, user, category, note, session }: z.output<typeof command>) => {
  const request = { space, user, requestId: requestId(id), at: Date.now(), source: 'worker' };
  if (name === 'clockIn') return tracker.clockIn({ ...request, category: categoryId(category), note });
  if (name === 'setNote')
    return tracker.setNote({ ...request, note, ...(session === undefined ? {} : { session: sessionId(session) }) });
  return tracker[name](request);
};

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'health') {
    say({ ...engine.journalHealth(), up: chain.link.up });
    continue;
  }
  const asked = command.parse(JSON.parse(line));
  void perform(asked).then((result) =>
    say(
      result.ok
        ? { id: asked.id, ok: true, durability: result.value.durability, replayed: result.value.replayed }
        : { id: asked.id, ok: false, code: result.error.code },
    ),
  );
}
await engine.drain(5_000);
await chain.close();
clearInterval(keepAlive);
