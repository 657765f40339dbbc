import type { Dice } from '../torture/dice.js';
import type { Stage } from './stage.js';

const KINDS = ['line cut', 'line cut', 'Redis killed', 'Redis frozen'] as const;
type Kind = (typeof KINDS)[number];

/** When Redis goes away and comes back, and when the bot is killed. */
export class Outage {
  readonly #stage: Stage;
  #kind: Kind | null = null;
  /** Steps that it still lasts. */
  #left = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get isOn(): boolean {
    return this.#kind !== null;
  }

  /** Before a step: something may go wrong. Answers what. */
  async before(dice: Dice): Promise<string | null> {
    if (this.#kind === null && dice.chance(0.012)) {
      this.#left = dice.between(1, 15);
      this.#kind = dice.pick(KINDS);
      if (this.#kind === 'line cut') this.#stage.cut();
      else if (this.#kind === 'Redis killed') await this.#stage.killRedis();
      else this.#stage.freezeRedis();
      return this.#kind;
    }
    if (!dice.chance(0.008)) return null;
    await this.kill(dice);
    return this.isOn ? 'bot killed, Redis away' : 'bot killed';
  }

  kill(dice: Dice): Promise<void> {
    const redis = this.#kind === null ? 'there' : this.#kind === 'line cut' ? 'cut' : 'away';
    return this.#stage.restart(dice.pick([0, 0.5, 1]), redis);
  }

  /** After a step: is it over now? */
  after(): boolean {
    this.#left -= 1;
    return this.#left <= 0;
  }

  /** Redis is there again. */
  async over(): Promise<void> {
    if (this.#kind === null) return;
    this.#kind = null;
    await this.#stage.heal();
  }
}
