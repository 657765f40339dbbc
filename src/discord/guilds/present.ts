import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';

const Page = z.array(z.looseObject({ id: z.string().regex(/^\d{1,20}$/) }));
const PAGE_SIZE = 200;

/** The guilds that the bot is in, by REST; null when Discord does not tell. For the transport that has no gateway. */
export const listGuilds = async (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly log: Logger;
}): Promise<ReadonlySet<string> | null> => {
  const all = new Set<string>();
  try {
    let after = '0';
    for (;;) {
      const query = { limit: String(PAGE_SIZE), after };
      const page = Page.parse(await deps.rest.request('GET', '/users/@me/guilds', { query }));
      const before = all.size;
      for (const { id } of page) all.add(id);
      const last = page.at(-1);
      // A full page of nothing new would go on for ever.
      if (page.length < PAGE_SIZE || last === undefined || all.size === before) return all;
      after = last.id;
    }
  } catch (error) {
    deps.log.info({ reason: reasonOf(error) }, 'the list of guilds could not be read');
    return null;
  }
};
