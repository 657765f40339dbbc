import type { MessageRecord } from './model.js';

/** A channel keeps its newest messages; a demo needs no more. */
const KEPT_PER_CHANNEL = 500;

/** Messages by channel, oldest first (ids only grow, so insertion order is time order). */
export class Messages {
  readonly #channels = new Map<string, Map<string, MessageRecord>>();

  add(record: MessageRecord): void {
    const { channel_id, id } = record.message;
    let channel = this.#channels.get(channel_id);
    if (!channel) this.#channels.set(channel_id, (channel = new Map<string, MessageRecord>()));
    channel.set(id, record);
    if (channel.size <= KEPT_PER_CHANNEL) return;
    for (const oldest of channel.keys()) {
      channel.delete(oldest);
      break;
    }
  }

  get(channelId: string, id: string): MessageRecord | undefined {
    return this.#channels.get(channelId)?.get(id);
  }

  delete(record: MessageRecord): void {
    this.#channels.get(record.message.channel_id)?.delete(record.message.id);
  }

  /** Oldest first; with those that only `viewer` sees. */
  list(channelId: string, viewer: string | null): MessageRecord[] {
    const seen: MessageRecord[] = [];
    for (const record of this.#channels.get(channelId)?.values() ?? []) {
      if (record.ephemeralFor === null || record.ephemeralFor === viewer) seen.push(record);
    }
    return seen;
  }

  clear(): void {
    this.#channels.clear();
  }

  dump(): [string, MessageRecord[]][] {
    return [...this.#channels].map(([id, records]) => [id, [...records.values()]]);
  }
}
