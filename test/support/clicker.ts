import { guildSpace, userId } from '../../src/domain/ids.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { TestChain } from './chain.js';
import { DiscordUser, options } from './discord-user.js';

/** A member in a guild of the sandbox, who clocks in and out and counts what was answered. */
export class Clicker {
  readonly guild: string;
  readonly #channel: string;
  readonly #user: DiscordUser;
  clicks = 0;

  private constructor(guild: string, channel: string, user: DiscordUser) {
    this.guild = guild;
    this.#channel = channel;
    this.#user = user;
  }

  static async in(sandbox: Sandbox, guild: string): Promise<Clicker> {
    const place = sandbox.world.guilds.get(guild);
    if (place === undefined) throw new Error('no such guild');
    const user = await DiscordUser.connect(sandbox.url, place.ownerId);
    return new Clicker(guild, [...place.channels.keys()][0] ?? '', user);
  }

  /** In, or out again. Rejects when nobody answers, or with something else. */
  async click(): Promise<void> {
    const out = this.clicks % 2 === 1;
    // Whoever comes back to the same category at once is asked whether to go on.
    const category = this.clicks % 4 === 0 ? 'Meeting' : 'Study';
    const answer = out
      ? await this.#user.command(this.guild, this.#channel, 'clockout')
      : await this.#user.command(this.guild, this.#channel, 'clockin', ...options({ category }));
    const said = JSON.stringify(answer);
    if (!said.includes(out ? 'Clocked out' : 'On the clock')) throw new Error(`click ${this.clicks} in ${this.guild}: ${said}`);
    this.clicks += 1;
  }

  /** People do not click at once again; and a loop of clicks leaves the machine to the bot. */
  async clickAndRest(): Promise<void> {
    await this.click();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  /** What the ledger has of it; settings are no clicks. */
  async recorded(store: TestChain): Promise<number> {
    let rows = 0;
    for await (const row of store.store.ledger(guildSpace(this.guild), userId(this.#user.id)))
      if (row.event.startsWith('clocked')) rows += 1;
    return rows;
  }

  close(): void {
    this.#user.close();
  }
}
