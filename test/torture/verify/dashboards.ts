import { guildSpace } from '../../../src/domain/ids.js';
import type { TestChain } from '../../support/chain.js';
import { dashboardText, expectedDashboard } from '../../support/dashboard-text.js';
import { channelsOf } from '../discord/channels.js';
import type { System } from '../system/system.js';

/** Each guild has one dashboard, and it shows what is so. */
export const checkDashboards = async (world: System, chain: TestChain): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const guild of world.guilds) {
    const there = world.discord.channels.in(channelsOf(guild).dashboard).filter(({ isRemoved }) => !isRemoved);
    if (there.length !== 1) problems.push(`${guild}: there are ${there.length} dashboards`);
    const expected = await expectedDashboard(guildSpace(guild), chain, () => world.time.now());
    for (const shown of there.map(({ body }) => dashboardText(body)))
      if (shown !== expected) problems.push(`${guild}: the dashboard shows\n${shown}\ninstead of\n${expected}`);
  }
  return problems;
};
