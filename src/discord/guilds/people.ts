import { z } from 'zod';
import { PEOPLE_FOR_MS, type GuildMember, type People } from '../../actions/people.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { guildId, roleId, userId, type GuildId, type UserId } from '../../domain/ids.js';
import { PERMISSION } from '../../domain/permissions.js';
import type { Clock, Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isMemberGone, isNotInGuild, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';

const id = z.string().regex(/^\d{1,20}$/);
const Role = z.looseObject({ id, permissions: z.string().regex(/^\d+$/).default('0') });
const Guild = z.looseObject({ owner_id: id.nullish(), roles: z.array(Role) });
const Member = z.looseObject({
  nick: z.string().nullish(),
  roles: z.array(id).default([]),
  user: z.looseObject({ id, global_name: z.string().nullish(), username: z.string() }),
});
const Guilds = z.array(z.looseObject({ id, name: z.string(), icon: z.string().nullish() }));
const PAGE_SIZE = 200;
/** Answers that are kept at once. */
const KEPT = 10_000;
const EVERYTHING = (1n << 64n) - 1n;

/** So long somebody waits for an answer where an older one is known, ms. */
const PATIENCE_MS = 500;
/** So old that one may be, ms. */
const WHILE_WAITING_MS = 60_000;

type Answer<T> = Promise<Result<T, DomainError>>;
/** After an answer that did not come Discord is left alone for so long, ms. */
const AGAIN_MS = 2_000;

interface Known {
  readonly value: unknown;
  /** Monotonic ms. */
  readonly at: number;
}
interface Kept {
  /** Until when nothing is asked again, monotonic ms. */
  readonly until: number;
  readonly answer: Answer<unknown>;
  /** What was answered; null as long as nothing was. */
  known: Known | null;
  /** What was known before. */
  readonly before: Known | null;
}
interface GuildFacts {
  readonly owner: string | null;
  /** Permission bits by role. */
  readonly roles: ReadonlyMap<string, bigint>;
}

/** As `People`, and told by the gateway when something is no longer so. Without a gateway what is kept is at most `PEOPLE_FOR_MS` old. */
export interface Peopled extends People {
  memberChanged(guild: string, user: string): void;
  guildChanged(guild: string): void;
  guildsChanged(): void;
}

export const createPeople = ({
  rest,
  clock,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly clock: Clock;
  readonly log: Logger;
}): Peopled => {
  const kept = new Map<string, Kept>();

  const keep = (key: string, one: Kept): void => {
    kept.delete(key);
    kept.set(key, one);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
  };

  /** What is not too old to be told while Discord takes its time; an event that it changed has taken it away. */
  const stillGood = (before: Known | null): Known | null =>
    before !== null && clock.monotonic() - before.at < WHILE_WAITING_MS ? before : null;

  /** Discord did not answer: what was known before holds for a moment, then it is asked again. */
  const forget = (key: string, before: Known | null): void => {
    const known = stillGood(before);
    if (known === null) kept.delete(key);
    else keep(key, { until: clock.monotonic() + AGAIN_MS, known, before, answer: Promise.resolve(ok(known.value)) });
  };

  const askAgain = <T>(key: string, before: Known | null, ask: () => Promise<T>): Answer<T> => {
    const one: Kept = {
      until: clock.monotonic() + PEOPLE_FOR_MS,
      before,
      known: null,
      answer: ask().then(
        (value) => {
          one.known = { value, at: clock.monotonic() };
          return ok(value);
        },
        (error: unknown) => {
          if (kept.get(key) === one) forget(key, before);
          log.info({ reason: reasonOf(error) }, 'Discord did not say who is who in a guild');
          return err(domainError('DISCORD_UNAVAILABLE'));
        },
      ),
    };
    keep(key, one);
    return one.answer as Answer<T>;
  };

  /**
   * One request at a time for each question; what Discord did not answer is asked again. Whoever asks waits for a new answer no longer than `PATIENCE_MS` where a known one
   * can be told: many who have a page open in one guild wait for one another there, since Discord takes their questions one after the other.
   */
  const cached = <T>(key: string, ask: () => Promise<T>): Answer<T> => {
    const held = kept.get(key);
    const isFresh = held !== undefined && held.until > clock.monotonic();
    if (isFresh && held.known !== null) return held.answer as Answer<T>;
    const answer = isFresh ? (held.answer as Answer<T>) : askAgain(key, held?.known ?? null, ask);
    const before = stillGood(isFresh ? held.before : (held?.known ?? null));
    if (before === null) return answer;
    const known: Result<T, DomainError> = ok(before.value as T);
    return new Promise((resolve) => {
      const stop = clock.after(PATIENCE_MS, () => resolve(known));
      void answer.then((answered) => {
        stop();
        resolve(answered.ok ? answered : known);
      });
    });
  };

  const facts = (guild: GuildId): Answer<GuildFacts | null> =>
    cached(`g/${guild}`, async () => {
      try {
        const { owner_id: owner, roles } = Guild.parse(await rest.request('GET', `/guilds/${guild}`));
        return { owner: owner ?? null, roles: new Map(roles.map((role) => [role.id, BigInt(role.permissions)])) };
      } catch (error) {
        if (isNotInGuild(error)) return null;
        throw error;
      }
    });

  const member = (guild: GuildId, user: UserId): Answer<z.output<typeof Member> | null> =>
    cached(`m/${guild}/${user}`, async () => {
      try {
        return Member.parse(await rest.request('GET', `/guilds/${guild}/members/${user}`));
      } catch (error) {
        if (isMemberGone(error) || isNotInGuild(error)) return null;
        throw error;
      }
    });

  return {
    async member(guild, user) {
      const [of, who] = await Promise.all([facts(guild), member(guild, user)]);
      if (!of.ok) return of;
      if (!who.ok) return who;
      if (of.value === null || who.value === null) return ok(null);
      return ok(memberOf(guild, user, of.value, who.value));
    },
    guilds: () =>
      cached('guilds', async () => {
        const all: { readonly id: GuildId; readonly name: string; readonly icon: string | null }[] = [];
        for (let after = '0'; ;) {
          const query = { limit: String(PAGE_SIZE), after };
          const page = Guilds.parse(await rest.request('GET', '/users/@me/guilds', { query }));
          all.push(...page.map(({ id: guild, name, icon }) => ({ id: guildId(guild), name, icon: icon ?? null })));
          const last = page.at(-1);
          // A page that ends where the one before did would go on for ever.
          if (page.length < PAGE_SIZE || last === undefined || last.id === after) return all;
          after = last.id;
        }
      }),
    memberChanged: (guild, user) => void kept.delete(`m/${guild}/${user}`),
    guildChanged: (guild) => void kept.delete(`g/${guild}`),
    guildsChanged: () => void kept.delete('guilds'),
  };
};

const memberOf = (
  guild: GuildId,
  user: UserId,
  { owner, roles }: GuildFacts,
  { nick, roles: held, user: account }: z.output<typeof Member>,
): GuildMember => {
  // The role of everybody has the id of its guild.
  const bits = [guild as string, ...held].reduce((all, role) => all | (roles.get(role) ?? 0n), 0n);
  const isAll = owner === user || (bits & PERMISSION.administrator) !== 0n;
  return {
    user: userId(user),
    name: nick ?? account.global_name ?? account.username,
    roles: new Set(held.map(roleId)),
    permissions: isAll ? EVERYTHING : bits,
  };
};
