import { guildSpace, userId, type CategoryId, type UserId } from '../../../src/domain/ids.js';
import type { MemberState, Session } from '../../../src/domain/session.js';
import type { TestChain } from '../../support/chain.js';
import type { System } from '../system/system.js';
import { checkBoards } from './boards.js';
import { withChain } from './chain.js';
import { checkDue } from './due.js';
import { compareWithBook, readLedger, type Ledger } from './ledger.js';
import { checkMember } from './member.js';
import { checkRoles } from './roles.js';

/** Also of sessions that are not over, or not there any more. */
const categoriesIn = (ledger: Ledger): ReadonlySet<CategoryId> =>
  new Set([...ledger.values()].flat().flatMap(({ after }) => (after === null ? [] : [after.category])));

const verifyGuild = async (world: System, chain: TestChain, guild: string): Promise<string[]> => {
  const space = guildSpace(guild);
  const { book, shape } = world;
  const ledger = await readLedger(chain.store, space);
  const told = async (user: string): Promise<number> =>
    book.toldTo(user) + (await chain.notices.pending(space, userId(user))).length;
  const problems = await compareWithBook(ledger, book.acknowledgedIn(guild), told);
  const states = new Map<string, MemberState>();
  const entries = new Map<UserId, readonly Session[]>();
  for (const { user } of world.people.filter((person) => person.guild === guild)) {
    const checked = await checkMember(chain.store, space, user, ledger.get(user) ?? []);
    states.set(user, checked.state);
    entries.set(userId(user), checked.entries);
    problems.push(...checked.problems);
  }
  problems.push(...(await checkBoards(chain.store, space, entries, shape.zone, categoriesIn(ledger))));
  const on = (await chain.store.onTheClock(space)).map((row) => String(row.user)).sort();
  const active = [...states].flatMap(([user, state]) => (state.active === null ? [] : [user])).sort();
  if (on.join() !== active.join()) problems.push(`${guild}: on the clock are ${on.join()}, by their states ${active.join()}`);
  problems.push(...(await checkDue(world, chain, guild, ledger)));
  return [...problems, ...checkRoles(world.discord.guilds, guild, await chain.spaces.get(space), states)];
};

/**
 * Compares what is in Redis with what people were told: nothing acknowledged lost, nothing twice, versions without a gap, ledger = state =
 * entries = day buckets = boards, roles as due.
 */
export const verify = (world: System): Promise<readonly string[]> =>
  withChain(world, async (chain) => {
    const found = await Promise.all(world.guilds.map((guild) => verifyGuild(world, chain, guild)));
    return [
      ...found.flat(),
      ...world.discord.rest.unknown.splice(0).map((call) => `the bot called ${call}, which Discord does not know`),
    ];
  });

/** Answers that did not fit those before them, of members whose clicks went to one process, one after the other. */
export const verifyAnswers = (world: System): Promise<readonly string[]> =>
  withChain(world, async (chain) => {
    const problems: string[] = [];
    for (const { guild, user } of world.people) {
      const told = world.book.toldTo(user) + (await chain.notices.pending(guildSpace(guild), userId(user))).length;
      const found = world.book.witness(user).rest(told);
      // Of several processes one may be gone with what only it has.
      if (world.slots.length === 1) problems.push(...found.map((what) => `${user}: ${what}`));
    }
    return problems;
  });

/** How many changes are in Redis' ledger. */
export const storedChanges = (world: System): Promise<number> =>
  withChain(world, async (chain) => {
    let rows = 0;
    for (const guild of world.guilds) for await (const _row of chain.store.ledger(guildSpace(guild))) rows += 1;
    return rows;
  });

/** Is all that was acknowledged in Redis' ledger by now? */
export const isAllStored = (world: System): Promise<boolean> =>
  withChain(world, async (chain) => {
    const told = (user: string): Promise<number> => Promise.resolve(world.book.toldTo(user));
    for (const guild of world.guilds) {
      const ledger = await readLedger(chain.store, guildSpace(guild));
      if ((await compareWithBook(ledger, world.book.acknowledgedIn(guild), told)).length > 0) return false;
    }
    return true;
  });
