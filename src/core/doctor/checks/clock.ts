import type { Check } from '../check.js';
import { NO_DISCORD, amber, green, grey, red, type Finding } from '../finding.js';

/** The bot calls a clock wrong from here on, ms; Discord's dates have whole seconds. */
const WRONG_MS = 2_000;
/** Over HTTP an interaction is refused whose signature is older, ms. */
const SIGNATURES_MS = 300_000;

/** @param offsetMs this machine's clock minus Discord's */
export const judgeClock = (offsetMs: number, transport: 'gateway' | 'http'): Finding => {
  const size = Math.abs(offsetMs);
  if (size <= WRONG_MS) return green('agrees with that of Discord, to within two seconds');
  const text = `is ${Math.round(size / 1_000).toLocaleString('en')} s ${offsetMs > 0 ? 'ahead of' : 'behind'} that of Discord`;
  const mend = 'Set the clock of this machine (NTP)';
  return transport === 'http' && size >= SIGNATURES_MS
    ? red(`${text}: over HTTP interactions are refused as too old or too new`, mend)
    : amber(`${text}; sessions get their right moments all the same, logs, backups and TLS do not`, mend);
};

export const clock: Check = {
  name: 'Clock',
  async look({ discord }) {
    if ('none' in discord) return [NO_DISCORD];
    // A refusal has a date too.
    await discord.application().catch(() => undefined);
    const offset = discord.offsetMs();
    return [
      offset === null ? grey('not compared: Discord gave no answer with a date') : judgeClock(offset, discord.options.transport),
    ];
  },
};
