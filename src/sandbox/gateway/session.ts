import type { Connection } from './connection.js';

/** Events kept for a resume. */
const KEPT = 5000;

interface Sent {
  readonly seq: number;
  readonly text: string;
}

/** What survives a lost connection: the numbered events of one shard of one client. */
export class Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  connection: Connection | null;
  #seq = 0;
  #sent: Sent[] = [];

  constructor(id: string, shard: readonly [number, number], intents: number, connection: Connection) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.connection = connection;
  }

  /** `json`: the event's data, already written. */
  dispatch(type: string, json: string): void {
    const seq = ++this.#seq;
    const text = `{"t":"${type}","s":${seq},"op":0,"d":${json}}`;
    this.#sent.push({ seq, text });
    if (this.#sent.length > 2 * KEPT) this.#sent = this.#sent.slice(-KEPT);
    this.connection?.sendText(text);
  }

  /** Everything after `seq` goes to the new connection. False when that is no longer known or never was. */
  resume(connection: Connection, seq: number): boolean {
    const oldest = this.#sent[0]?.seq ?? this.#seq + 1;
    if (seq > this.#seq || seq < oldest - 1) return false;
    this.connection?.close(4000, 'resumed elsewhere');
    this.connection = connection;
    for (const event of this.#sent) if (event.seq > seq) connection.sendText(event.text);
    this.dispatch('RESUMED', '{"_trace":["sandbox"]}');
    return true;
  }

  /** Does this session hear of that guild? Direct messages belong to shard 0. */
  hears(guildId: string | null): boolean {
    const [id, count] = this.shard;
    return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
  }
}
