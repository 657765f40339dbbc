import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { list, text } from './replies.js';

/** Guilds to which an application gave a list of commands of their own. Ids are snowflakes. Each rejects with `StoreUnavailable`. */
export interface CommandGuilds {
  all(application: string): Promise<readonly string[]>;
  add(application: string, guild: string): Promise<void>;
  remove(application: string, guild: string): Promise<void>;
}

export const commandGuilds = (redis: Guarded): CommandGuilds => ({
  all: async (application) => {
    const members = list(await redis.read((connection) => connection.send('SMEMBERS', [keys.commandGuilds]))).map(text);
    return members.flatMap((member) => {
      const [of, guild] = member.split('/');
      return of === application && guild !== undefined ? [guild] : [];
    });
  },
  add: async (application, guild) => {
    await redis.write((connection) => connection.send('SADD', [keys.commandGuilds, `${application}/${guild}`]));
  },
  remove: async (application, guild) => {
    await redis.write((connection) => connection.send('SREM', [keys.commandGuilds, `${application}/${guild}`]));
  },
});
