import type { RoleId, SpaceId, UserId } from '../../domain/ids.js';
import type { GivenRoles } from '../../engine/given-roles.js';

/** The roles that we gave to one member; writes only what differs from what is stored. */
export class GivenToMember {
  roles: readonly RoleId[];
  #stored: readonly RoleId[];
  readonly #given: Pick<GivenRoles, 'set'>;
  readonly #space: SpaceId;
  readonly #user: UserId;

  constructor(given: Pick<GivenRoles, 'set'>, space: SpaceId, user: UserId, stored: readonly RoleId[]) {
    this.roles = stored;
    this.#stored = stored;
    this.#given = given;
    this.#space = space;
    this.#user = user;
  }

  /** These are ours too. */
  include(roles: Iterable<RoleId>): void {
    this.roles = [...new Set([...this.roles, ...roles])];
  }

  drop(role: RoleId): void {
    this.roles = this.roles.filter((other) => other !== role);
  }

  async save(roles: readonly RoleId[]): Promise<void> {
    this.roles = roles;
    await this.flush();
  }

  async flush(): Promise<void> {
    const same = this.roles.length === this.#stored.length && this.roles.every((role) => this.#stored.includes(role));
    if (same) return;
    await this.#given.set(this.#space, this.#user, this.roles);
    this.#stored = this.roles;
  }
}
