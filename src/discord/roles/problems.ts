import type { DomainError } from '../../domain/errors.js';
import type { GuildId, RoleId } from '../../domain/ids.js';

export interface RoleProblem {
  readonly role: RoleId;
  readonly error: DomainError;
  /** ms since the epoch. */
  readonly since: number;
}

interface Entry extends RoleProblem {
  /** One more attempt is allowed, to see whether somebody mended it. */
  probe: boolean;
}

/**
 * Roles that the bot could not give or take. While a problem stands, nobody's change tries that role again; `probe` lets one attempt
 * through, and a success solves it. So 500 members with a broken role cost Discord one refused request per look, not 500.
 */
export class RoleProblems {
  readonly #guilds = new Map<GuildId, Map<RoleId, Entry>>();

  /** Should this role be left alone? An allowed probe is used up by asking. */
  blocked(guild: GuildId, role: RoleId): boolean {
    const entry = this.#guilds.get(guild)?.get(role);
    if (entry === undefined) return false;
    if (!entry.probe) return true;
    entry.probe = false;
    return false;
  }

  /** Returns whether it is new: the moment to warn somebody. The same role failing for another reason is not. */
  report(guild: GuildId, role: RoleId, error: DomainError, now: number): boolean {
    const roles = this.#guilds.get(guild) ?? new Map<RoleId, Entry>();
    this.#guilds.set(guild, roles);
    const known = roles.get(role);
    roles.set(role, { role, error, since: known?.since ?? now, probe: false });
    return known === undefined;
  }

  /** Returns whether there was a problem. */
  solved(guild: GuildId, role: RoleId): boolean {
    const roles = this.#guilds.get(guild);
    const had = roles?.delete(role) ?? false;
    if (roles?.size === 0) this.#guilds.delete(guild);
    return had;
  }

  probe(guild: GuildId): void {
    for (const entry of this.#guilds.get(guild)?.values() ?? []) entry.probe = true;
  }

  /** Forgets problems of roles that are no longer used. */
  keepOnly(guild: GuildId, used: ReadonlySet<RoleId>): void {
    for (const { role } of this.list(guild)) if (!used.has(role)) this.solved(guild, role);
  }

  /** Newest first. */
  list(guild: GuildId): readonly RoleProblem[] {
    return [...(this.#guilds.get(guild)?.values() ?? [])]
      .map(({ role, error, since }) => ({ role, error, since }))
      .sort((a, b) => b.since - a.since);
  }

  get size(): number {
    let sum = 0;
    for (const roles of this.#guilds.values()) sum += roles.size;
    return sum;
  }
}
