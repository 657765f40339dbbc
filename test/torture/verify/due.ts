import { guildSpace, userId } from '../../../src/domain/ids.js';
import { clockedAt } from '../../../src/domain/still-working.js';
import { claims } from '../../../src/engine/documents/kinds/claims.js';
import { CONFIRM_CONSUMER } from '../../../src/engine/jobs/confirm.js';
import { STILL_WORKING_CONSUMER } from '../../../src/engine/jobs/still-working.js';
import type { TestChain } from '../../support/chain.js';
import { channelsOf } from '../discord/channels.js';
import type { System } from '../system/system.js';
import type { Ledger, Row } from './ledger.js';

const HOUR = 3_600_000;
/** Rows of a space that are looked at: those behind are due later still. */
const LOOKED_AT = 1_000;

/** They put the rows of the store, from the ledger. */
const CONSUMERS = [CONFIRM_CONSUMER, STILL_WORKING_CONSUMER];

/** What of the ledger nobody has made due rows of yet. What nobody is told of, such as a change that was refused, may stay so for some minutes. */
export const behind = async (world: System, chain: TestChain): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const guild of world.guilds) {
    for (const consumer of CONSUMERS) {
      const { rows } = await chain.outbox.behind(consumer, guildSpace(guild));
      if (rows > 0) found.push(`${guild}: the consumer ${consumer} is ${rows} rows of the ledger behind`);
    }
  }
  return found;
};

/** Rows of the store that are due, and nobody has done yet. */
export const overdue = async (world: System, chain: TestChain): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const guild of world.guilds) {
    const { rows } = await chain.due.earliest(guildSpace(guild), LOOKED_AT, 0);
    for (const { kind, user, about, at } of rows)
      if (at <= world.time.now()) problems.push(`${guild}: ${kind} ${user ?? ''} ${about} was due at ${at}, and is not done`);
  }
  return problems;
};

/** Why a session ended by itself; null when it did not. */
export const endedByItself = ({ event, after }: Row): 'unanswered' | 'limit' | null => {
  if (event !== 'clockedOut' || after === null) return null;
  return after.endReason === 'unanswered' || after.endReason === 'limit' ? after.endReason : null;
};

/** It ended under one name, not before its member used the clock last, and what is left can be claimed. */
const checkEnd = (row: Row, claimed: ReadonlySet<string>, now: number): readonly string[] => {
  const { user, at, before, after, requestId } = row;
  const reason = endedByItself(row);
  if (before === null || after?.endedAt === undefined || after.endedAt === null || reason === null) return [];
  const { id, endedAt } = after;
  const name = `${user}: session ${id}, which ended by itself (${reason}),`;
  return [
    ...(before.pausedSince === null ? [] : [`${name} was paused`]),
    ...(endedAt >= clockedAt(before)
      ? []
      : [`${name} ended at ${endedAt}, before its member used the clock at ${clockedAt(before)}`]),
    ...(endedAt <= at ? [] : [`${name} ended at ${endedAt}, but that was done at ${at}`]),
    ...(requestId === `${reason}:${id}:${endedAt}` ? [] : [`${name} was ended under the name ${requestId}`]),
    // Older ones may have made room for others.
    ...(claimed.has(id) || now - at > HOUR ? [] : [`${name} has no claim`]),
  ];
};

/** Nobody is asked the same thing twice. */
const checkQuestions = (world: System, guild: string): readonly string[] => {
  const times = new Map<string, number>();
  for (const { nonce } of world.discord.channels.in(channelsOf(guild).reminders))
    times.set(nonce ?? 'none', (times.get(nonce ?? 'none') ?? 0) + 1);
  return [...times].flatMap(([nonce, n]) => (n === 1 ? [] : [`${guild}: the question ${nonce} was posted ${n} times`]));
};

/** What happened by itself in a guild happened once, and as it should. */
export const checkDue = async (world: System, chain: TestChain, guild: string, ledger: Ledger): Promise<readonly string[]> => {
  const problems = [...checkQuestions(world, guild)];
  for (const [user, rows] of ledger) {
    if (!rows.some((row) => endedByItself(row) !== null)) continue;
    const { list } = await chain.documents.of(claims).get({ space: guildSpace(guild), user: userId(user) });
    const claimed = new Set(list.map(({ session }) => String(session)));
    problems.push(...rows.flatMap((row) => checkEnd(row, claimed, world.time.now())));
  }
  return problems;
};
