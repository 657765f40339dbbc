import { togetherOf } from '../../../src/commands/activity-log/events.js';
import { guildSpace } from '../../../src/domain/ids.js';
import type { LedgerRow } from '../../../src/engine/ledger/kinds/index.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import { logLine } from '../../../src/views/activity-log/event.js';
import type { TestChain } from '../../support/chain.js';
import { textsOf } from '../../support/dashboard-text.js';
import { channelsOf } from '../discord/channels.js';
import type { System } from '../system/system.js';

const t = createTranslators().for('en');
/** How Discord shows a moment hangs on when the message was written. */
const plain = (line: string): string => line.replaceAll(/<t:(\d+):\w>/g, '<t:$1>');
const IMPORTED = /\*\*Imported (\d+) entries\*\*/;
const MORE = /^… and (\d+) more$/;
const MISSED = /^-# (\d+) earlier events? /;

/** What is there more often than it should be. */
const tooMany = (lines: readonly string[], allowed: readonly string[]): readonly string[] => {
  const left = new Map<string, number>();
  for (const line of allowed) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
};

/** A guild's activity log against its ledger: each row that is to be told is, once. Messages that are too long count what they leave out. */
export const checkLog = async (world: System, chain: TestChain, guild: string): Promise<readonly string[]> => {
  const config = await chain.spaces.get(guildSpace(guild));
  const rows: LedgerRow[] = [];
  // The log began when the first bot did; the guild had been set up by then.
  for await (const row of chain.store.ledger(guildSpace(guild))) if (!row.requestId.startsWith('setup-')) rows.push(row);
  const lineOf = (some: readonly LedgerRow[]): readonly string[] =>
    togetherOf(some, config).map((event) => plain(logLine(event, event.at, t)));
  const single = rows.flatMap((row) => lineOf([row]));
  const together = lineOf(rows);

  const told = world.discord.channels
    .in(channelsOf(guild).log)
    .flatMap(({ body }) => textsOf(body).flatMap((text) => text.split('\n')));
  const numbers = (pattern: RegExp): number => told.reduce((sum, line) => sum + Number(pattern.exec(line)?.[1] ?? 0), 0);
  const lines = told.filter((line) => !MORE.test(line) && !MISSED.test(line)).map(plain);
  const counted = numbers(MORE) + numbers(MISSED);

  const problems = tooMany(
    lines.filter((line) => !IMPORTED.test(line)),
    single,
  ).map((line) => `${guild}: the log tells more often than the ledger: ${line}`);
  // Imports of one request that were handed over together are one line.
  const sum = lines.length + counted;
  if (sum < together.length || sum > single.length)
    problems.push(
      `${guild}: the log tells ${lines.length} and counts ${counted}, of ${together.length} to ${single.length} events`,
    );
  return problems;
};
