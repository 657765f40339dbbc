import { expect, it } from 'vitest';
import { CONFIG_KEYS } from './config.js';
import { likelyName } from './likely-name.js';

it.each([
  ['DISCORD_TOKN', 'typo', 'DISCORD_TOKEN'],
  ['discord_token', 'typo', 'DISCORD_TOKEN'],
  ['DISCROD_TOKEN', 'typo', 'DISCORD_TOKEN'],
  ['DISCORD-TOKEN', 'typo', 'DISCORD_TOKEN'],
  ['REDIS_URI', 'typo', 'REDIS_URL'],
  ['BACKUPKEY', 'typo', 'BACKUP_KEY'],
  ['SHARDS_COUNT', 'typo', 'SHARD_COUNT'],
  ['DISCORD_BOT_TOKEN', 'variant', 'DISCORD_TOKEN'],
  ['BOT_TOKEN', 'variant', 'DISCORD_TOKEN'],
  ['TOKEN', 'variant', 'DISCORD_TOKEN'],
  ['set DISCORD_TOKEN', 'variant', 'DISCORD_TOKEN'],
  ['PUBLIC_KEY', 'variant', 'DISCORD_PUBLIC_KEY'],
  ['PUNCHCARD_LOG_LEVEL', 'variant', 'LOG_LEVEL'],
])('%s is a %s of %s', (name, kind, variable) => {
  expect(likelyName(name, CONFIG_KEYS)).toEqual({ variable, kind });
});

it.each(['PATH', 'HOME', 'PORT', 'HOST', 'KEY', 'HTTP_PROXY', 'REDIS_PASSWORD', 'NODE_ENV', 'LANG', 'DISCORD', 'BOT', ''])(
  '%s is like none',
  (name) => {
    expect(likelyName(name, CONFIG_KEYS)).toBeNull();
  },
);

it('takes no variable for another one of ours', () => {
  // The scheduler's level is another name for LOG_LEVEL indeed. It is known, so nobody asks for it.
  for (const name of CONFIG_KEYS.filter((one) => one !== 'SCHEDULER_LOG_LEVEL'))
    expect(
      likelyName(
        name,
        CONFIG_KEYS.filter((other) => other !== name),
      ),
    ).toBeNull();
});
