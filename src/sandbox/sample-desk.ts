import { Refusal } from './interactions/model.js';
import type { SandboxState } from './protocol.js';
import type { Guild, User } from './world/model.js';
import { welcome, type Newcomer } from './world/newcomers.js';
import type { World } from './world/world.js';

export interface SamplePlan {
  /** People of the team altogether, days of history until now, and what the dice begin with. */
  readonly members: number;
  readonly days: number;
  readonly seed: number;
}

/** The guild that is to get a history, and the way to give it more people. */
export interface SampleOrder extends SamplePlan {
  readonly guildId: string;
  /** Who is there already, apps left out. */
  readonly people: readonly User[];
  /** More people join the guild. */
  readonly welcome: (newcomers: readonly Newcomer[]) => readonly User[];
}

export interface SampleMade {
  readonly members: number;
  readonly entries: number;
}

/** Writes a history. The sandbox keeps no time itself, so the bot offers to do it. */
export type SampleMaker = (order: SampleOrder) => Promise<SampleMade>;

/** Where sample history is asked for: at most once in a world. */
export class SampleDesk {
  readonly #world: World;
  #maker: SampleMaker | null = null;
  #isMaking = false;

  constructor(world: World) {
    this.#world = world;
  }

  get state(): SandboxState['sample'] {
    if (this.#isMaking) return 'making';
    if (this.#world.sampled) return 'made';
    return this.#maker === null ? 'unavailable' : 'none';
  }

  offer(maker: SampleMaker): void {
    this.#maker = maker;
    this.#world.emit({ type: 'sample' });
  }

  /** @throws Refusal when there is one, or nobody here who can make one */
  async make(guild: Guild, plan: SamplePlan): Promise<SampleMade> {
    const { state } = this;
    if (state === 'unavailable' || this.#maker === null) throw new Refusal('no bot here can write a sample history', 409);
    if (state !== 'none') throw new Refusal('this world has a sample history already; a clean world has none', 409);
    this.#isMaking = true;
    this.#world.emit({ type: 'sample' });
    try {
      const made = await this.#maker({ ...plan, ...this.#about(guild) });
      this.#world.sampled = true;
      return made;
    } finally {
      this.#isMaking = false;
      this.#world.emit({ type: 'sample' });
    }
  }

  #about(guild: Guild): Pick<SampleOrder, 'guildId' | 'people' | 'welcome'> {
    const people = [...guild.members.keys()].flatMap((id) => this.#world.users.get(id) ?? []).filter(({ bot }) => !bot);
    return { guildId: guild.id, people, welcome: (newcomers) => welcome(this.#world, guild, newcomers) };
  }
}
