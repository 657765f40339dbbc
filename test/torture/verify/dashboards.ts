import { readDashboard } from '../../../src/commands/dashboards/content.js';
import { guildSpace } from '../../../src/domain/ids.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import { serverDashboard } from '../../../src/views/dashboards/server.js';
import type { TestChain } from '../../support/chain.js';
import { realClock } from '../../support/chain.js';
import { channelsOf } from '../discord/channels.js';
import type { System } from '../system/system.js';
import { textsOf } from './log.js';

const t = createTranslators().for('en');
/** How much was done today goes on with every moment; the rest changes when somebody does something. */
const TODAY = '**Today**';

const told = (body: unknown): string =>
  textsOf(body)
    .filter((text) => !text.startsWith(TODAY))
    .join('\n---\n');

/** Each guild has one dashboard, and it shows what is so. */
export const checkDashboards = async (world: System, chain: TestChain): Promise<readonly string[]> => {
  const problems: string[] = [];
  const clock = { ...realClock, now: () => world.time.now() };
  for (const guild of world.guilds) {
    const there = world.discord.channels.in(channelsOf(guild).dashboard).filter(({ isRemoved }) => !isRemoved);
    if (there.length !== 1) problems.push(`${guild}: there are ${there.length} dashboards`);
    const space = guildSpace(guild);
    const model = await readDashboard(space, null, { ...chain, team: chain.store, clock });
    const expected = told(serverDashboard(model, t));
    for (const { body } of there)
      if (told(body) !== expected) problems.push(`${guild}: the dashboard shows\n${told(body)}\ninstead of\n${expected}`);
  }
  return problems;
};
