import { messageId } from '../../../src/domain/ids.js';
import { snowflakeTime } from '../../../src/domain/snowflake.js';
import { snowflake } from '../interactions.js';
import type { WorldTime } from '../time.js';

/** Channels of a guild that the bot writes to; an id of its own is made by counting on from the guild's. */
export const channelsOf = (guild: string): { readonly dashboard: string; readonly log: string; readonly reminders: string } => {
  const next = (n: bigint): string => String(BigInt(guild) + n);
  return { dashboard: next(2_000_000n), log: next(2_500_000n), reminders: next(3_000_000n) };
};

/** A message of the bot. */
export interface Posted {
  readonly id: string;
  readonly channel: string;
  readonly nonce: string | null;
  /** As it was posted, or edited last. */
  readonly body: unknown;
  readonly edits: number;
  /** Removed messages stay known, so that one that was there twice is found. */
  readonly isRemoved: boolean;
}

/** How long Discord makes one message of those with the same nonce, ms. */
const NONCE_MS = 5 * 60_000;
/** Discord rations edits of messages that are older than this, ms: so many within the same time. The real number is not known; this one is strict. */
const OLD_MS = 3_600_000;
const OLD_EDITS = 1;

/** What the bot has written into channels. */
export class Channels {
  readonly #time: WorldTime;
  readonly #messages = new Map<string, Posted>();
  readonly #nonces = new Map<string, { readonly id: string; readonly at: number }>();
  /** Edits of old messages, by channel: when, ms. */
  readonly #oldEdits = new Map<string, readonly number[]>();
  /** Edits that were refused because the message was too old. */
  rationed = 0;

  constructor(time: WorldTime) {
    this.#time = time;
  }

  /** All that were ever posted there, oldest first. */
  in(channel: string): readonly Posted[] {
    return [...this.#messages.values()].filter((message) => message.channel === channel);
  }

  /** The message of this id that is there; undefined when there is none. */
  find(channel: string, id: string): Posted | undefined {
    const message = this.#messages.get(id);
    return message === undefined || message.isRemoved || message.channel !== channel ? undefined : message;
  }

  /** The same nonce lately: the same message. */
  post(channel: string, nonce: string | null, body: unknown): Posted {
    const now = this.#time.now();
    const used = nonce === null ? undefined : this.#nonces.get(nonce);
    const known = used === undefined || now - used.at > NONCE_MS ? undefined : this.#messages.get(used.id);
    if (known !== undefined) return known;
    const message: Posted = { id: snowflake(now), channel, nonce, body, edits: 0, isRemoved: false };
    this.#messages.set(message.id, message);
    if (nonce !== null) this.#nonces.set(nonce, { id: message.id, at: now });
    return message;
  }

  /** Answers whether Discord takes the edit. */
  edit(message: Posted, body: unknown): boolean {
    const now = this.#time.now();
    if (now - snowflakeTime(messageId(message.id)) > OLD_MS) {
      const lately = (this.#oldEdits.get(message.channel) ?? []).filter((at) => now - at < OLD_MS);
      if (lately.length >= OLD_EDITS) {
        this.rationed += 1;
        return false;
      }
      this.#oldEdits.set(message.channel, [...lately, now]);
    }
    this.#messages.set(message.id, { ...message, body, edits: message.edits + 1 });
    return true;
  }

  remove(message: Posted): void {
    this.#messages.set(message.id, { ...message, isRemoved: true });
  }
}
