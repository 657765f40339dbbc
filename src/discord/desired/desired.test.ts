import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, FixedSpaces, MemoryTurns, refusal } from '../../../test/support/discord-fakes.js';
import { DASHBOARD_EVERY_MS, DashboardMemory, dashboards } from '../../../test/support/fake-dashboards.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeRandom, RecordingMetrics, silentLogger } from '../../../test/support/fakes.js';
import { guildId, guildSpace, type SpaceId } from '../../domain/ids.js';
import { createTranslators } from '../../i18n/translators.js';
import { createDesired, type Desired } from './index.js';
import { createPace, type Pace } from './pace.js';

const GUILD = guildId('100');
const SPACE = guildSpace(GUILD);
const SECOND = 1_000;

let clock: FakeClock;
let rest: FakeRest;
let turns: MemoryTurns;
let memory: DashboardMemory;
let pace: Pace;
/** Message -> its text on Discord. */
let shown: Map<string, string>;
let boards: Desired<string, number>;
let version = 0;

/** A process; those of one test share Redis, Discord, and what is remembered. */
const start = (): Desired<string, number> =>
  createDesired(dashboards({ rest, memory, clock }), {
    rest,
    guilds: {
      facts: (id) => Promise.resolve({ id, self: '400', roles: [], own: [], systemChannel: '9' }),
      forget: () => undefined,
    },
    spaces: new FixedSpaces(),
    translate: (locale) => createTranslators({ strict: true }).for(locale),
    turns,
    pace,
    clock,
    random: new FakeRandom(),
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
const store = (text: string, id = 'a'): void => {
  version += 1;
  memory.contents.set(id, { version, text });
};
/** Stores the text that the dashboard should show, and announces that it changed. */
const change = (text: string, id = 'a', space: SpaceId = SPACE): void => {
  store(text, id);
  boards.changed(space, id, version);
};
const edits = (): readonly { readonly at: number; readonly body: unknown }[] =>
  rest.calls.filter(({ method }) => method === 'PATCH');
const warnings = (): readonly unknown[] =>
  rest.calls.filter(({ path }) => path === '/channels/9/messages').map(({ body }) => body);
const refuse = (status: number, code: number | null, times = Infinity): void => {
  let left = times;
  rest.on(/^PATCH/, ({ path, body }) => {
    if (left-- > 0) throw refusal(status, code);
    shown.set(path.split('/').at(-1) ?? '', String(Reflect.get(Object(body), 'content')));
  });
};

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  turns = new MemoryTurns();
  memory = new DashboardMemory();
  memory.put(SPACE, 'a');
  pace = createPace(clock, 1);
  shown = new Map();
  rest.on(/^GET \/channels\/1\/messages\/(\w+)$/, (_, [, id = '']) => ({ content: shown.get(id) ?? '' }));
  rest.on(/^POST \/channels\/9\/messages$/, () => ({ id: '1' }));
  refuse(200, null, 0);
  boards = start();
});

describe('changes', () => {
  it('are shown at once, and then at most once in the interval, the last of them', async () => {
    const began = clock.now();
    change('1');
    await clock.advanceAsync(SECOND);
    expect(edits()).toMatchObject([{ at: began, body: { content: '1' } }]);
    for (let n = 2; n <= 100; n += 1) {
      change(String(n));
      await clock.advanceAsync(2 * SECOND);
    }
    expect(edits()).toHaveLength(1);
    expect(boards.stats()).toEqual({ queued: 1, checks: 0, failing: 0 });
    await clock.advanceAsync(DASHBOARD_EVERY_MS);
    expect(edits()).toMatchObject([{ body: { content: '1' } }, { at: began + DASHBOARD_EVERY_MS, body: { content: '100' } }]);
    expect(boards.stats().queued).toBe(0);
  });

  it('are shown in time though the last edit was noted by a clock that was an hour ahead', async () => {
    const right = clock.now();
    clock.set(right + 3_600_000);
    change('1');
    await clock.advanceAsync(SECOND);
    clock.set(right + SECOND);
    change('2');
    await clock.advanceAsync(DASHBOARD_EVERY_MS);
    expect(edits()).toMatchObject([{ body: { content: '1' } }, { body: { content: '2' } }]);
  });

  it('are shown at once again after a quiet time, and cost nothing when the text is the same', async () => {
    change('1');
    await clock.advanceAsync(2 * DASHBOARD_EVERY_MS);
    const now = clock.now();
    change('2');
    await clock.advanceAsync(SECOND);
    expect(edits()).toMatchObject([{}, { at: now }]);
    await clock.advanceAsync(2 * DASHBOARD_EVERY_MS);
    change('2');
    await clock.advanceAsync(2 * DASHBOARD_EVERY_MS);
    expect(edits()).toHaveLength(2);
  });

  it('that are many stay within Discord’s limit for all kinds of a process together', async () => {
    const other = start();
    for (let n = 0; n < 150; n += 1) {
      const space = guildSpace(String(1_000 + n));
      for (const id of [`a${n}`, `b${n}`]) memory.put(space, id);
      change('x', `a${n}`, space);
      store('x', `b${n}`);
      other.changed(space, `b${n}`, version);
    }
    await clock.advanceAsync(12 * SECOND);
    const times = edits().map(({ at }) => at);
    expect(times).toHaveLength(300);
    expect(Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + SECOND).length))).toBeLessThanOrEqual(
      45,
    );
  });
});

describe('a refusal', () => {
  it('of the moment is tried again with growing waits, and ends with the last state', async () => {
    refuse(503, null, 3);
    change('1');
    await clock.advanceAsync(20 * SECOND);
    const [first = 0, second = 0, third = 0, fourth = 0, ...more] = edits().map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(SECOND / 2);
    expect(third - second).toBeGreaterThanOrEqual(SECOND);
    expect(fourth - third).toBeGreaterThanOrEqual(2 * SECOND);
    expect([more, shown.get('a')]).toEqual([[], '1']);
  });

  it('that says when to come again is obeyed, whatever changes meanwhile', async () => {
    refuse(429, null, 1);
    change('1');
    await clock.advanceAsync(SECOND);
    change('2');
    await clock.advanceAsync(5 * SECOND);
    expect(edits()).toHaveLength(1);
    await clock.advanceAsync(SECOND);
    expect(edits()).toMatchObject([{ body: { content: '1' } }, { body: { content: '2' } }]);
  });

  it('that a person can mend is told once, costs one try for each sweep, and is over when it is mended', async () => {
    refuse(403, 50_013, 2);
    for (const text of ['1', '2', '3']) {
      change(text);
      await clock.advanceAsync(SECOND);
    }
    expect(edits()).toHaveLength(1);
    expect(warnings()).toEqual([{ content: 'a: MANAGE_GUILD_REQUIRED', allowed_mentions: { parse: [] } }]);
    expect([boards.problems(SPACE), boards.stats().failing]).toMatchObject([[{ subject: 'a' }], 1]);
    await boards.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect([edits().length, warnings().length]).toEqual([2, 1]);
    boards.guildChanged(GUILD);
    await clock.advanceAsync(5 * SECOND);
    expect([shown.get('a'), boards.problems(SPACE), warnings().length]).toEqual(['3', [], 1]);
  });

  it('for good ends it with one note, for every process and after a restart', async () => {
    refuse(404, 10_008);
    change('1');
    await clock.advanceAsync(SECOND);
    expect(warnings()).toEqual([{ content: 'a: STALE_CONTROL', allowed_mentions: { parse: [] } }]);
    for (const process of [boards, start()]) {
      process.changed(SPACE, 'a', version);
      await process.sweep(SPACE);
      await clock.advanceAsync(DASHBOARD_EVERY_MS);
      expect(process.stats()).toEqual({ queued: 0, checks: 0, failing: 0 });
    }
    expect([edits().length, warnings().length]).toEqual([1, 1]);
  });

  it('for good is told only when the end is remembered', async () => {
    rest.on(/^PATCH/, () => {
      memory.up = false;
      throw refusal(404, 10_008);
    });
    change('1');
    await clock.advanceAsync(10 * SECOND);
    expect(warnings()).toEqual([]);
    memory.up = true;
    rest.on(/^GET \/channels\/1/, () => {
      throw refusal(404, 10_008);
    });
    await clock.advanceAsync(20 * SECOND);
    expect([warnings().length, memory.of(SPACE).size]).toEqual([1, 0]);
  });
});

describe('of several processes', () => {
  it('one waits while another sees to it', async () => {
    const turn = await turns.take(SPACE, 'dashboards:a');
    change('1');
    await clock.advanceAsync(5 * SECOND);
    expect(edits()).toEqual([]);
    await turn?.end();
    await clock.advanceAsync(SECOND);
    expect([shown.get('a'), turns.taken.size]).toEqual(['1', 0]);
  });

  it('all keep one interval', async () => {
    const other = start();
    change('1');
    await clock.advanceAsync(SECOND);
    change('2');
    other.changed(SPACE, 'a', version);
    await clock.advanceAsync(DASHBOARD_EVERY_MS - 2 * SECOND);
    expect(edits()).toHaveLength(1);
    await clock.advanceAsync(2 * SECOND);
    expect(edits()).toHaveLength(2);
  });
});

describe('the sweep', () => {
  it('shows what changed while nobody was there, and mends what was changed by hand', async () => {
    store('while away');
    await boards.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect(shown.get('a')).toBe('while away');
    shown.set('a', 'by hand');
    await clock.advanceAsync(DASHBOARD_EVERY_MS);
    await boards.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect([shown.get('a'), edits().length]).toEqual(['while away', 2]);
  });

  it('leaves a space for the next one when Redis is away', async () => {
    store('1');
    memory.up = false;
    await boards.sweep(SPACE);
    expect(boards.stats().queued).toBe(0);
  });
});

it('a stop leaves what is put off to the next start', async () => {
  change('1');
  await clock.advanceAsync(SECOND);
  change('2');
  await clock.advanceAsync(SECOND);
  await boards.stop();
  await clock.advanceAsync(DASHBOARD_EVERY_MS);
  expect(edits()).toHaveLength(1);
  boards = start();
  await boards.sweep(SPACE);
  await clock.advanceAsync(SECOND);
  expect(shown.get('a')).toBe('2');
});
