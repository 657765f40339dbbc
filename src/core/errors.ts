/** The start cannot go on because of a variable: its message names it and says what to do; exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

export const TOKEN_REFUSED = 'DISCORD_TOKEN: Discord does not accept it; copy it again from the Bot page, or reset it there';

/** Why the gateway closed on us for good, as its client words it, and what is to be done. */
export const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/authentication failed|invalid token/i, TOKEN_REFUSED],
  [
    /disallowed intent|privileged intent/i,
    'DISCORD_MEMBERS_INTENT: Discord refuses it; switch on "Server Members Intent" on the Bot page, or set it to false',
  ],
  [
    /invalid shard|sharding is required/i,
    'SHARD_COUNT: Discord does not accept it, with that many servers or those SHARD_IDS; set it to auto, or to more shards',
  ],
];
