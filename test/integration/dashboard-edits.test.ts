import { afterEach, expect, it } from 'vitest';
import { DASHBOARD_IDS } from '../../src/commands/dashboards/custom-ids.js';
import { createDashboards } from '../../src/discord/dashboards/index.js';
import { createPace } from '../../src/discord/desired/pace.js';
import { createDiscordRest } from '../../src/discord/rest.js';
import { NO_TIME } from '../../src/discord/time.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { realClock } from '../support/chain.js';
import { createHarness } from '../support/commands-harness.js';
import { MemoryShownDashboards, MemoryTurns } from '../support/discord-fakes.js';
import { FakeIds, FakeRandom, RecordingMetrics, silentLogger } from '../support/fakes.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const PEOPLE = 20;
const cleanUp: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

/** The commands and the dashboards on one engine in memory, and the sandbox for Discord: all of them go by one clock, which the test moves. */
const setUp = async (oldEdits: number) => {
  const h = await createHarness();
  const { clock } = h;
  const sandbox = await startSandbox({
    clock: { now: () => clock.now(), elapsed: () => clock.monotonic(), after: (ms, task) => realClock.after(ms, task) },
    rateLimits: { oldEdits: { limit: oldEdits, windowMs: HOUR } },
  });
  cleanUp.push(() => sandbox.close());
  const rest = createDiscordRest({
    ...{ apiUrl: sandbox.apiUrl, token: sandbox.token, clock: realClock, time: NO_TIME },
    ...{ log: silentLogger, metrics: new RecordingMetrics() },
  });
  cleanUp.push(() => {
    rest.close();
    return undefined;
  });
  const calls: string[] = [];
  const translators = createTranslators({ strict: true });
  const dashboards = createDashboards({
    rest: {
      request: (method, path, request) => {
        calls.push(method);
        return rest.request(method, path, request);
      },
    },
    guilds: {
      facts: (id) => Promise.resolve({ id, self: '1', roles: [], own: [], systemChannel: null }),
      forget: () => undefined,
    },
    team: h.deps.team,
    documents: h.documents,
    spaces: h.spaces,
    shown: new MemoryShownDashboards(),
    translate: (locale) => translators.for(locale),
    turns: new MemoryTurns(),
    pace: createPace(realClock, 1),
    clock,
    ids: new FakeIds('made'),
    random: new FakeRandom(),
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
  cleanUp.push(() => dashboards.kept.stop());
  h.tracker.onChange(({ space }) => dashboards.heard(space));
  h.deps.dashboards = dashboards.desk;

  const { world } = sandbox;
  const [channel = ''] = [...([...world.guilds.values()][0]?.channels.keys() ?? [])];
  const messages = () => world.messages.list(channel, null).map(({ message }) => message);
  const text = (): string => JSON.stringify(messages().map(({ components }) => components));
  const edits = (): number => calls.filter((method) => method === 'PATCH').length;
  return { h, clock, calls, channel, messages, text, edits };
};

/** Two hours after it was posted, 200 clicks in a minute: everybody comes, pauses and goes on, and one of them pauses at the end. */
const rush = async ({ h, clock, channel, text, edits }: Awaited<ReturnType<typeof setUp>>): Promise<void> => {
  const boss = { manager: true, also: { channel: { id: channel, type: 0 } } };
  await h.run('dashboard post', {}, boss);
  await expect.poll(text).toContain('On the clock: 0');
  clock.advance(2 * HOUR);
  for (let at = 0; at < 200; at += 1) {
    const user = String(5_000 + (at % PEOPLE));
    if (at < PEOPLE) await h.run('clockin', { category: 'Work' }, { user });
    else await h.click(DASHBOARD_IDS.pause.encode({}), { user });
    await clock.advanceAsync(300);
    // The first is shown at once; the others come while its edit is under way or waited for.
    if (at === 0) await expect.poll(edits).toBe(1);
  }
};

/** As they are after the rush: an odd number of clicks on a break, as there were nine for each. */
const LAST = [`On the clock: ${PEOPLE}`, `${PEOPLE} on a break`] as const;

it('200 clicks in a minute on a dashboard two hours old: two edits, and the last state', async () => {
  const world = await setUp(30);
  await rush(world);
  expect(world.edits()).toBeLessThanOrEqual(2);
  await world.clock.advanceAsync(5 * MINUTE);
  for (const part of LAST) await expect.poll(world.text).toContain(part);
  expect(world.edits()).toBe(2);
  expect(world.messages()).toHaveLength(1);
});

it('the same where Discord rations edits of old messages: it is posted anew, and the old message goes', async () => {
  const world = await setUp(0);
  await rush(world);
  for (let minute = 0; minute < 3; minute += 1) {
    await world.clock.advanceAsync(MINUTE);
    await expect.poll(() => world.messages().length).toBe(1);
  }
  for (const part of LAST) await expect.poll(world.text).toContain(part);
  // One that was refused, the one in its place after the new message was posted, and what came within a minute of it.
  expect(world.edits()).toBeLessThanOrEqual(4);
  expect(world.calls.filter((method) => method === 'POST')).toHaveLength(2);
  expect(world.calls.filter((method) => method === 'DELETE')).toHaveLength(1);
});
