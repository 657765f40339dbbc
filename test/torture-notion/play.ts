import { guildSpace, type UserId } from '../../src/domain/ids.js';
import { aDirectory, ADA, BOB, openStage, TOKEN, type World } from '../support/notion/stage.js';
import { startNotion } from '../support/notion/emulator.js';
import { notion as connectionKind } from '../../src/engine/documents/kinds/notion.js';
import { realClock, testChain } from '../support/chain.js';
import { freePort, startRedis } from '../support/redis.js';
import { Dice, pauseFor } from '../torture/dice.js';
import { Bot, type Asking } from './bot.js';
import { compare } from './compare.js';

export interface NotionTortureOptions {
  readonly rounds: number;
  readonly seed: number;
  /** No round begins after this time, ms. */
  readonly withinMs?: number;
  readonly report?: (line: string) => void;
}

export interface NotionTortureResult {
  readonly seed: number;
  readonly rounds: number;
  readonly asked: number;
  readonly acknowledged: number;
  /** Pages that stood for entries at the end, and pages of days. */
  readonly entries: number;
  readonly days: number;
  /** How often each thing went wrong, or was done by hand. */
  readonly hits: Readonly<Record<string, number>>;
  /** Empty when pages were entries and days their sums after each round. */
  readonly problems: readonly string[];
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const USERS: readonly UserId[] = [ADA, BOB];
const CATEGORIES = ['math', 'art', 'music'] as const;
/** A round that has not settled after this long, ms, never will. */
const SETTLES_MS = 60_000;

/** Redis, Notion, and the bot, with a server that is connected since ten days ago. */
const openSystem = async () => {
  const redis = await startRedis({ port: await freePort(), appendfsync: 'always' });
  const [dir, journal] = [await aDirectory(), await aDirectory()];
  const time = { ahead: 0 };
  const now = (): number => Date.now() + time.ahead;
  const notion = await startNotion({ now });
  notion.slowMs = 300;
  const home = notion.addPage('Time tracking');
  notion.connect(TOKEN, { shared: [home] });
  const space = guildSpace('9001');
  const bot = new Bot({ REDIS_URL: redis.url, NOTION_URL: notion.url, SPACE: space, DIR: journal.path });
  const close = async (): Promise<void> => {
    await bot.kill();
    await notion.close();
    await redis.stop();
    await Promise.all([dir.remove(), journal.remove()]);
  };
  try {
    // Entries of the past ten days are asked for too, so that days are over.
    const setUp: World = { notion, space, now: now() - 10 * DAY };
    const stage = await openStage({ url: redis.url, world: setUp, dir: dir.path, timeoutMs: 30_000 });
    await stage.categories('Math', 'Art', 'Music');
    await stage.connect();
    const { timers } = (await stage.connection()).tables;
    await stage.close();
    if (timers === undefined) throw new Error('not set up');
    await bot.start();
    return { redis, notion, space, bot, time, now, timers, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/**
 * Rounds on one system: people click and correct, and change pages by hand, while Notion fails at random by the seed, and the bot and Redis are killed. Then all is
 * well again, and Notion has to come to what stands here.
 */
export const tortureNotion = async ({
  rounds,
  seed,
  withinMs = Infinity,
  report = () => undefined,
}: NotionTortureOptions): Promise<NotionTortureResult> => {
  const begun = performance.now();
  const dice = new Dice(seed);
  const hits: Record<string, number> = {};
  const hit = (what: string): void => void (hits[what] = (hits[what] ?? 0) + 1);
  const { redis, notion, space, bot, time, now, timers, close } = await openSystem();
  let [asked, acknowledged, played, entries, days] = [0, 0, 0, 0, 0];
  /** Sessions that were stored, as far as it was said. */
  const known: { readonly id: string; readonly user: UserId; readonly startedAt: number }[] = [];
  const trashed = new Set<string>();
  const problems: string[] = [];
  const source = timers.dataSourceId;
  const property = (name: string): string => timers.properties[name] ?? name;

  const click = async (of: Dice): Promise<void> => {
    asked += 1;
    const id = `t${seed}-${asked}`;
    const user = of.pick(USERS);
    const category = of.pick(CATEGORIES);
    const known_ = known.length === 0 ? null : of.pick(known);
    const startedAt = Math.floor((now() - of.between(1, 9 * 24) * HOUR) / 1_000) * 1_000;
    const timed = { startedAt, endedAt: startedAt + of.between(1, 180) * MINUTE };
    const { what } = of.weighted([
      { what: 'clockIn', weight: 3 },
      { what: 'clockOut', weight: 3 },
      { what: 'pause', weight: 1 },
      { what: 'resume', weight: 1 },
      { what: 'add', weight: 4 },
      { what: 'edit', weight: 3 },
      { what: 'delete', weight: 1 },
    ] as const);
    const about =
      known_ === null ? {} : { session: known_.id, user: known_.user, endedAt: known_.startedAt + of.between(1, 180) * MINUTE };
    const message: Asking =
      what === 'edit' || what === 'delete' ? { what, category, ...about } : { what, user, category, ...timed };
    const ok = await bot.ask(id, message);
    if (ok !== true) return;
    acknowledged += 1;
    if (what === 'add') known.push({ id, user, startedAt });
    if (what === 'clockIn') known.push({ id, user, startedAt: now() });
  };

  /** Somebody does something at Notion itself. */
  const byHand = (of: Dice): void => {
    const pages = notion.workspace.pagesOf(source).filter(({ inTrash }) => !inTrash);
    const what = of.pick(['note', 'stop', 'trash', 'new', 'end'] as const);
    const page = pages.length === 0 ? null : of.pick(pages);
    if (what === 'new') {
      const start = new Date(now() - of.between(1, 200) * HOUR).toISOString();
      const end = new Date(Date.parse(start) + of.between(1, 120) * MINUTE).toISOString();
      notion.byHand.create(source, {
        [property('category')]: { select: { name: of.pick(['Math', 'Art', 'Unheard of']) } },
        [property('memberId')]: { rich_text: [{ text: { content: of.pick(USERS) } }] },
        [property('start')]: { date: { start } },
        [property('end')]: { date: { start: end } },
      });
    } else if (page === null) return;
    else if (what === 'trash') {
      const entry = page.values.get(property('entryId'));
      const [piece] = entry?.type === 'rich_text' ? entry.value : [];
      if (piece === undefined || !('text' in piece)) return;
      notion.byHand.trash(page.id);
      trashed.add(piece.text.content);
    } else {
      const properties = {
        note: { [property('note')]: { rich_text: [{ text: { content: `by hand ${of.between(1, 99)}` } }] } },
        stop: { [property('stop')]: { checkbox: true } },
        end: { [property('end')]: { date: { start: new Date(now() - of.between(1, 60) * MINUTE).toISOString() } } },
      }[what];
      notion.byHand.edit(page.id, properties);
    }
    hit(`by hand: ${what}`);
  };

  const killRedis = async (of: Dice): Promise<void> => {
    await redis.kill();
    hit('Redis killed');
    await pauseFor(of.between(50, 400));
    await redis.restart();
  };
  const killBot = async (of: Dice): Promise<void> => {
    await bot.kill();
    hit('bot killed');
    await pauseFor(of.between(0, 200));
    await bot.start();
  };

  const settle = async (): Promise<boolean> => {
    const giveUp = performance.now() + SETTLES_MS;
    for (let n = 0; performance.now() < giveUp; n += 1) {
      if ((await bot.ask(`s${seed}-${played}-${n}`, { what: 'settled' })) === true) return true;
      await pauseFor(50);
    }
    return false;
  };

  const round = async (of: Dice): Promise<readonly string[]> => {
    const share = of.pick([0, 0.2, 0.5]);
    if (share > 0) notion.faults.randomly(of.between(1, 1e9), share);
    if (of.chance(0.2)) notion.limiter.budget = { requests: of.between(5, 30), windowMs: 1_000 };
    const wreck = async (): Promise<void> => {
      await pauseFor(of.between(0, 800));
      if (of.chance(0.5)) await killBot(of);
      if (of.chance(0.3)) await killRedis(of);
      if (of.chance(0.15)) {
        notion.faults.isGone = true;
        hit('Notion gone');
        await pauseFor(of.between(100, 500));
        notion.faults.isGone = false;
      }
    };
    const wrecking = Promise.allSettled([wreck()]);
    for (let n = of.between(5, 15); n > 0; n -= 1) {
      if (of.chance(0.2)) byHand(of);
      await click(of);
      await pauseFor(of.between(0, 100));
    }
    const [wrecked] = await wrecking;
    if (wrecked.status === 'rejected') throw wrecked.reason;
    for (const fault of notion.faults.taken.splice(0)) hit(`Notion: ${fault}`);
    notion.faults.stop();
    notion.limiter.budget = null;
    if (!(await settle())) return [`not settled after ${SETTLES_MS} ms: ${bot.output}`];
    const chain = await testChain(redis.url, { clock: { ...realClock, now } });
    try {
      const config = await chain.spaces.get(space);
      const connection = await chain.documents.of(connectionKind).get(space);
      const compared = await compare(chain, notion, { space, users: USERS, connection, config, now: now(), trashed });
      [entries, days] = [compared.entries, compared.days];
      return compared.problems;
    } finally {
      await chain.close(500);
    }
  };

  try {
    while (played < rounds && problems.length === 0 && performance.now() - begun < withinMs) {
      const at = performance.now();
      const before = acknowledged;
      const found = await round(dice.for('round', played)).catch((error: unknown) => [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ]);
      played += 1;
      problems.push(...found.map((problem) => `round ${played}: ${problem}`));
      report(
        `round ${played}: ${acknowledged - before} acknowledged, ${entries} entries, ${days} days, ${((performance.now() - at) / 1_000).toFixed(1)} s, ${found.length} problems`,
      );
      // Now and then a day goes by, so that another one is over.
      if (dice.for('day', played).chance(0.2)) bot.ahead = time.ahead += DAY;
    }
  } finally {
    await close();
  }
  return { seed, rounds: played, asked, acknowledged, entries, days, hits, problems };
};
