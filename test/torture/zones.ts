import { guildSpace, requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { testChain } from '../support/chain.js';
import type { Dice } from './dice.js';
import { snowflake } from './interactions.js';
import type { System } from './system/system.js';
import type { Tally } from './tally.js';

export const ZONES = ['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'America/St_Johns'];
export const ZONE_CHANGED = 'time zone changed';

/** Before a round a guild may move to another zone: entries keep how they were counted until somebody recounts them. */
export const changeZones = async (world: System, dice: Dice, tally: Tally): Promise<void> => {
  const moving = world.guilds.filter(() => dice.chance(0.2));
  if (moving.length === 0) return;
  const chain = await testChain(world.redis.url);
  try {
    for (const guild of moving) {
      const [id, timeZone] = [requestId(`zone-${snowflake(world.time.now())}`), dice.pick(ZONES)];
      const by = { actor: null, requestId: id, at: world.time.now(), event: 'timeZoneSet' };
      const stored = await chain.spaces.update(guildSpace(guild), by, (config) =>
        ok({ ...config, settings: { ...config.settings, timeZone } }),
      );
      if (!stored.ok) throw new Error(`the time zone of a guild was not stored: ${stored.error.code}`);
      tally.add(ZONE_CHANGED);
    }
  } finally {
    await chain.close();
  }
};
