import { beforeEach, describe, expect, it } from 'vitest';
import { MessageFlags } from 'discord-api-types/v10';
import {
  FakeRest,
  FixedSpaces,
  MemoryShownDashboards,
  MemoryTurns,
  onTheClockState,
  refusal,
} from '../../../test/support/discord-fakes.js';
import { requestProblems } from '../../../test/support/contract/index.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeIds, FakeRandom, RecordingMetrics, silentLogger } from '../../../test/support/fakes.js';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { createAlarms, type AlarmClock } from '../../domain/alarms.js';
import { withDashboard, withMoved, withoutDashboard, type Dashboards } from '../../domain/dashboards.js';
import type { DomainError } from '../../domain/errors.js';
import { categoryId, channelId, guildSpace, messageId, requestId, userId, type CategoryId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import type { OnClock, BoardRow } from '../../engine/store.js';
import { createTranslators } from '../../i18n/translators.js';
import { createPace } from '../desired/pace.js';
import { createDashboards, type DashboardsOnDiscord } from './index.js';

const SPACE = guildSpace('100');
const HERE = channelId('600');
const THERE = channelId('601');
const ANN = userId('300');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DISCORD_EPOCH = 1_420_070_400_000;

let clock: FakeClock;
let alarms: AlarmClock;
let rest: FakeRest;
let documents: ReturnType<typeof memoryDocuments>;
let stored: MemoryDocumentStore;
let shown: MemoryShownDashboards;
let spaces: FixedSpaces;
let turns: MemoryTurns;
/** Message -> its text at Discord. */
let messages: Map<string, string>;
let active: OnClock[];
let sums: Map<CategoryId, number>;
let top: BoardRow[];
let kept: DashboardsOnDiscord;
let requests = 0;
let rationed = false;
/** Nothing can be stored from the next post on. */
let lostAtPost = false;

/** A process; those of one test share Redis and Discord. */
const start = (): DashboardsOnDiscord => {
  const translators = createTranslators({ strict: true });
  return createDashboards({
    rest,
    guilds: {
      facts: (id) => Promise.resolve({ id, self: '400', roles: [], own: [], systemChannel: '9' }),
      forget: () => undefined,
    },
    team: {
      onTheClock: () => Promise.resolve(active),
      daySums: () => Promise.resolve(sums),
      board: (_space, { among }, count, from = 0) =>
        Promise.resolve(among?.of === 'everyone' ? top.slice(from, from + count) : []),
    },
    documents,
    shown,
    spaces,
    translate: (locale) => translators.for(locale),
    turns,
    pace: createPace(clock, 1),
    clock,
    alarms,
    ids: new FakeIds(),
    random: new FakeRandom(),
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
};

beforeEach(() => {
  clock = new FakeClock();
  alarms = createAlarms({ clock, log: silentLogger });
  rest = new FakeRest(clock);
  stored = new MemoryDocumentStore();
  documents = memoryDocuments(stored);
  shown = new MemoryShownDashboards();
  spaces = new FixedSpaces();
  turns = new MemoryTurns();
  messages = new Map();
  active = [];
  sums = new Map();
  top = [];
  rationed = false;
  lostAtPost = false;
  let count = 0;
  const posted = new Map<string, string>();
  const checked = (method: 'POST' | 'PATCH', path: string, body: unknown): string => {
    expect(requestProblems({ method, path, body })).toEqual([]);
    return JSON.stringify(body);
  };
  rest
    .on(/^POST \/channels\/(\d+)\/messages$/, ({ body, path }) => {
      const text = checked('POST', path, body);
      if (path.startsWith('/channels/9/')) return { id: '1' };
      const nonce = String(Reflect.get(Object(body), 'nonce'));
      if (lostAtPost) stored.offline = true;
      const known = posted.get(nonce);
      if (known !== undefined) return { id: known };
      const id = ((BigInt(clock.now() - DISCORD_EPOCH) << 22n) + BigInt((count += 1))).toString();
      posted.set(nonce, id);
      messages.set(id, text);
      return { id };
    })
    .on(/^PATCH \/channels\/\d+\/messages\/(\d+)$/, ({ body, path }, [, id = '']) => {
      if (!messages.has(id)) throw refusal(404, 10_008);
      if (rationed) throw refusal(400, 30_046);
      messages.set(id, checked('PATCH', path, body));
      return {};
    })
    .on(/^GET \/channels\/\d+\/messages\/(\d+)$/, (_call, [, id = '']) => {
      if (!messages.has(id)) throw refusal(404, 10_008);
      return {};
    })
    .on(/^DELETE \/channels\/\d+\/messages\/(\d+)$/, (_call, [, id = '']) => {
      if (!messages.delete(id)) throw refusal(404, 10_008);
      return undefined;
    });
  kept = start();
});

const change = async (make: (all: Dashboards) => Result<Dashboards, DomainError>): Promise<void> => {
  const by = { actor: ANN, requestId: requestId(`r${(requests += 1)}`), at: clock.now(), event: 'changed' };
  const done = await documents.of(dashboards).update(SPACE, by, (document) => {
    const all = make(document.dashboards);
    return all.ok ? ok({ ...document, dashboards: all.value }) : all;
  });
  expect(done.ok).toBe(true);
  kept.heard(SPACE);
  await clock.advanceAsync(SECOND);
};
const wanted = { id: '5', channel: HERE, message: null, former: null, category: null, by: ANN, at: 1 };
const add = (): Promise<void> => change((all) => withDashboard(all, wanted));
const all = async (): Promise<Dashboards> => (await documents.of(dashboards).get(SPACE)).dashboards;

/** So many people are on the clock from now on. */
const people = (count: number): void => {
  active = Array.from({ length: count }, (_, at) => {
    const session = onTheClockState(at, clock.now() - at * MINUTE).active;
    if (session === null) throw new Error('unreachable');
    return { user: userId(String(1_000 + at)), session };
  });
};
/** Somebody clicks, and so many are on the clock. */
const click = async (count: number): Promise<void> => {
  people(count);
  kept.heard(SPACE);
  await clock.advanceAsync(100);
};
const edits = (): number => rest.made(/^PATCH/).length;
const text = (): string => [...messages.values()].join();
const notes = (): string[] =>
  rest.calls.filter(({ path }) => path.startsWith('/channels/9/')).map(({ body }) => JSON.stringify(body));

describe('a dashboard', () => {
  it('is posted without a sound, remembered, and edited when somebody clicks', async () => {
    await add();
    const [post] = rest.calls;
    expect(post?.body).toMatchObject({
      flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
      enforce_nonce: true,
    });
    expect(await all()).toMatchObject([{ id: '5', message: [...messages.keys()][0] }]);
    expect(text()).toContain('On the clock: 0');
    clock.advance(2 * MINUTE);
    await click(3);
    expect(text()).toContain('On the clock: 3');
    expect(edits()).toBe(1);
  });

  it('is edited at once, then at most once a minute, and shows the last state in the end', async () => {
    await add();
    clock.advance(2 * MINUTE);
    for (let count = 1; count <= 50; count += 1) await click(count);
    expect(text()).toContain('On the clock: 1"');
    expect(edits()).toBe(1);
    await clock.advanceAsync(MINUTE);
    expect(text()).toContain('On the clock: 50');
    expect(edits()).toBe(2);
  });

  it('is left alone while nothing that it shows has changed, also by the sweeps', async () => {
    await add();
    clock.advance(2 * MINUTE);
    await click(3);
    const calls = rest.calls.length;
    for (let at = 0; at < 5; at += 1) {
      kept.heard(SPACE);
      await kept.kept.sweep(SPACE);
      await clock.advanceAsync(MINUTE);
    }
    expect(rest.calls).toHaveLength(calls);
  });

  it('counts anew what runs when nobody has clicked for half an hour', async () => {
    await add();
    clock.advance(2 * MINUTE);
    await click(1);
    expect(text()).toContain('No time yet.');
    clock.advance(31 * MINUTE);
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect(text()).toContain('work: 31 min');
  });

  it('does not wait longer than until its moment comes, when the time is moved', async () => {
    await add();
    await click(1);
    await click(2);
    expect(text()).toContain('On the clock: 1"');
    clock.set(clock.now() + MINUTE);
    await alarms.ring();
    await clock.advanceAsync(100);
    expect(text()).toContain('On the clock: 2');
  });

  it('waits five minutes once its message is an hour old', async () => {
    await add();
    clock.advance(61 * MINUTE);
    await click(1);
    await click(2);
    await clock.advanceAsync(4 * MINUTE);
    expect(edits()).toBe(1);
    await clock.advanceAsync(MINUTE);
    expect(edits()).toBe(2);
    expect(text()).toContain('On the clock: 2');
  });

  it('waits as long as the server has set', async () => {
    spaces.settings = { ...spaces.settings, dashboardEvery: 10 };
    await add();
    await click(1);
    await click(2);
    await clock.advanceAsync(9 * MINUTE);
    expect(edits()).toBe(1);
    await clock.advanceAsync(MINUTE);
    expect(text()).toContain('On the clock: 2');
  });

  it('is posted anew when Discord rations edits, and the old message goes', async () => {
    await add();
    const [old] = [...messages.keys()];
    clock.advance(61 * MINUTE);
    rationed = true;
    await click(4);
    rationed = false;
    await clock.advanceAsync(SECOND);
    expect(messages.size).toBe(1);
    expect(messages.has(old ?? '')).toBe(false);
    expect(text()).toContain('On the clock: 4');
    expect(await all()).toMatchObject([{ message: [...messages.keys()][0], former: { message: old } }]);
    await clock.advanceAsync(2 * MINUTE);
    await click(5);
    expect(text()).toContain('On the clock: 5');
    expect(rest.made(/^DELETE/)).toHaveLength(1);
  });

  it('is the same message when it could not be remembered at first', async () => {
    await add();
    clock.advance(61 * MINUTE);
    rationed = true;
    people(2);
    rest.on(/^POST \/channels\/600\/messages$/, () => {
      stored.offline = true;
      return { id: ((BigInt(clock.now() - DISCORD_EPOCH) << 22n) + 99n).toString() };
    });
    kept.heard(SPACE);
    await clock.advanceAsync(100);
    stored.offline = false;
    await clock.advanceAsync(5 * SECOND);
    expect(rest.made(/^POST \/channels\/600/)).toHaveLength(2);
    expect(await all()).toMatchObject([{ former: { channel: HERE } }]);
  });

  describe('of which Redis has lost what it shows', () => {
    /** It shows that somebody is on the clock, and Redis knows only that nobody was. */
    const lost = async (): Promise<void> => {
      await add();
      const before = [...shown.rows.entries()];
      await click(1);
      expect(text()).toContain('On the clock: 1');
      shown.rows.clear();
      for (const [key, row] of before) shown.rows.set(key, row);
      clock.advance(2 * MINUTE);
    };

    it('shows what is so to whom has edited it before', async () => {
      await lost();
      await click(0);
      expect(text()).toContain('On the clock: 0');
    });

    it('shows what is so by a process that knows of the loss alone', async () => {
      await lost();
      await kept.kept.stop();
      kept = start();
      people(0);
      kept.doubted(SPACE);
      await clock.advanceAsync(SECOND);
      expect(text()).toContain('On the clock: 0');
      const before = edits();
      kept.heard(SPACE);
      await clock.advanceAsync(MINUTE);
      expect(edits()).toBe(before);
    });
  });

  describe('whose message was posted but could not be remembered', () => {
    /** The message is there, and nothing is kept of it. */
    const postedOnly = async (): Promise<void> => {
      people(1);
      lostAtPost = true;
      await add();
      await clock.advanceAsync(100);
      lostAtPost = false;
    };

    it.each([
      ['by the same process', () => Promise.resolve()],
      [
        'by the process that comes after it',
        async () => {
          await kept.kept.stop();
          kept = start();
          kept.heard(SPACE);
          await clock.advanceAsync(100);
        },
      ],
    ])('shows what is so once it is remembered %s', async (_, next) => {
      await postedOnly();
      expect(text()).toContain('On the clock: 1');
      people(2);
      stored.offline = false;
      await next();
      await clock.advanceAsync(5 * SECOND);
      expect(messages.size).toBe(1);
      expect(text()).toContain('On the clock: 2');
    });
  });

  it('ends with one note when somebody has deleted its message', async () => {
    await add();
    messages.clear();
    clock.advance(2 * MINUTE);
    await click(1);
    expect(await all()).toEqual([]);
    expect(notes()).toHaveLength(1);
    expect(notes()[0]).toContain('<#600> was deleted');
    await click(2);
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(MINUTE);
    expect(notes()).toHaveLength(1);
    expect(shown.rows.size).toBe(0);
  });

  it('is looked for once an hour when nobody clicks', async () => {
    await add();
    clock.advance(61 * MINUTE);
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect(rest.made(/^GET/)).toHaveLength(1);
    messages.clear();
    clock.advance(61 * MINUTE);
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(SECOND);
    expect(await all()).toEqual([]);
  });

  it('tells once that it may not be shown, and goes on when that is mended', async () => {
    await add();
    clock.advance(2 * MINUTE);
    let isHidden = true;
    rest.on(/^PATCH/, () => {
      if (isHidden) throw refusal(403, 50_001);
      return {};
    });
    await click(1);
    await click(2);
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(MINUTE);
    expect(notes()).toHaveLength(1);
    expect(notes()[0]).toContain('I cannot see <#600> any more');
    expect(kept.desk.problems(SPACE)).toMatchObject([{ id: '5', error: { code: 'CHANNEL_HIDDEN' } }]);
    isHidden = false;
    await kept.kept.sweep(SPACE);
    await clock.advanceAsync(MINUTE);
    expect(kept.desk.problems(SPACE)).toEqual([]);
    expect(await all()).toHaveLength(1);
  });

  it('moves at once, also right after an edit, and its old message goes', async () => {
    await add();
    clock.advance(2 * MINUTE);
    await click(1);
    const [old] = [...messages.keys()];
    await change((each) => withMoved(each, '5', THERE, '6'));
    expect(messages.size).toBe(1);
    expect(messages.has(old ?? '')).toBe(false);
    expect(rest.made(/^POST/)).toContain('POST /channels/601/messages');
    await clock.advanceAsync(10 * MINUTE);
    expect(notes()).toEqual([]);
  });

  it('that was taken away is not edited any more', async () => {
    await add();
    clock.advance(2 * MINUTE);
    await click(1);
    await click(2);
    await change((each) => withoutDashboard(each, { id: '5' }));
    await clock.advanceAsync(10 * MINUTE);
    expect(edits()).toBe(1);
  });

  it('is kept by the next process, and by several at once no more often', async () => {
    await add();
    clock.advance(2 * MINUTE);
    const other = start();
    people(7);
    kept.heard(SPACE);
    other.heard(SPACE);
    await clock.advanceAsync(2 * SECOND);
    expect(edits()).toBe(1);
    await kept.kept.stop();
    clock.advance(2 * MINUTE);
    people(8);
    other.heard(SPACE);
    await clock.advanceAsync(SECOND);
    expect(text()).toContain('On the clock: 8');
  });

  it('of one category shows that one alone', async () => {
    await change((each) => withDashboard(each, { ...wanted, category: categoryId('other') }));
    sums = new Map([
      [categoryId('work'), 5 * MINUTE],
      [categoryId('other'), 7 * MINUTE],
    ]);
    clock.advance(2 * MINUTE);
    await click(3);
    expect(text()).toContain('other: 0 on the clock');
    expect(text()).toContain('7 min');
    expect(text()).not.toContain('work');
  });

  it('shows beside the names no more than the server lets everybody see of others', async () => {
    const pausing = onTheClockState(1, clock.now(), true).active;
    if (pausing === null) throw new Error('unreachable');
    await add();
    active = [{ user: ANN, session: pausing }];
    kept.heard(SPACE);
    await clock.advanceAsync(100);
    expect(text()).toMatch(/<@300> · <t:\d+:R>\\n-# work: 1"/);
    spaces.settings = { ...spaces.settings, othersSee: 'totals' };
    clock.advance(2 * MINUTE);
    kept.heard(SPACE);
    await clock.advanceAsync(100);
    expect(text()).toMatch(/<@300> · work · <t:\d+:R> · ☕ break since/);
  });

  it('of one category names those in it only where everybody sees the categories of others', async () => {
    await change((each) => withDashboard(each, { ...wanted, category: categoryId('work') }));
    await click(3);
    expect(text()).toContain('work: 3 on the clock');
    expect(text()).not.toContain('<@');
    spaces.settings = { ...spaces.settings, othersSee: 'totals' };
    clock.advance(2 * MINUTE);
    await click(3);
    expect(text()).toContain('<@1000>');
  });

  it('names nobody where the server shows nothing of others', async () => {
    spaces.settings = { ...spaces.settings, othersSee: 'nothing' };
    await add();
    clock.advance(2 * MINUTE);
    await click(3);
    expect(text()).toContain('work: 3');
    expect(text()).not.toContain('<@');
  });

  it('shows those of the board who may be shown', async () => {
    top = Array.from({ length: 60 }, (_, at) => ({ user: userId(String(2_000 + at)), ms: (100 - at) * MINUTE, rank: at + 1 }));
    await add();
    expect(text()).not.toContain('<@20');
    spaces.settings = { ...spaces.settings, boardsOf: 'everyone' };
    clock.advance(2 * MINUTE);
    await click(0);
    expect(text()).toMatch(/🥇 <@2000> · 1 h 40 min.*🥈 <@2001>.*🥉 <@2002>/);
    spaces.settings = { ...spaces.settings, boards: false };
    clock.advance(2 * MINUTE);
    await click(0);
    expect(text()).not.toContain('🥇');
  });

  it('a server without one costs no read at a click', async () => {
    kept.heard(SPACE);
    await clock.advanceAsync(SECOND);
    let reads = 0;
    const read = stored.read.bind(stored);
    stored.read = (place) => {
      reads += 1;
      return read(place);
    };
    for (let count = 0; count < 100; count += 1) await click(count);
    expect(reads).toBe(0);
    expect(rest.calls).toEqual([]);
    expect(kept.kept.stats().queued).toBe(0);
  });
});

it('another message has taken its place meanwhile: the dashboard does not end', async () => {
  await add();
  clock.advance(2 * MINUTE);
  // Another process has posted a new one, and this one has not heard of it yet.
  messages.clear();
  messages.set('77', '');
  const other = memoryDocuments(stored);
  const by = { actor: null, requestId: requestId('other'), at: 1, event: 'posted' };
  await other
    .of(dashboards)
    .update(SPACE, by, (document) =>
      ok({ ...document, dashboards: document.dashboards.map((one) => ({ ...one, message: messageId('77') })) }),
    );
  await click(1);
  await clock.advanceAsync(5 * SECOND);
  expect(notes()).toEqual([]);
  expect(JSON.stringify(await other.of(dashboards).get(SPACE))).toContain('"77"');
  expect(messages.get('77')).toContain('On the clock: 1');
});
