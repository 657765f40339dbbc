import type { Clock } from '../../domain/ports.js';
import type { Config } from '../config.js';
import type { Environment } from '../environment.js';
import type { DiscordSeen } from './discord-seen.js';
import type { Finding } from './finding.js';
import type { RedisSeen } from './redis-seen.js';

/** What is looked at. Whoever looks changes nothing of it. */
export interface Patient {
  readonly config: Config;
  /** Real, with `.env` below it. */
  readonly environment: Environment;
  readonly clock: Clock;
  /** Null: there is no Discord to ask, for the reason that is given. */
  readonly discord: DiscordSeen | { readonly none: string };
  readonly redis: RedisSeen;
}

/** One thing to look at. What it throws is a red finding. */
export interface Check {
  /** For people, some words; also in the JSON. */
  readonly name: string;
  look(patient: Patient): Promise<readonly Finding[]>;
}
