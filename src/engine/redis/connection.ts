export type Arg = string | number | Buffer;

/** What the engine needs of a Redis client; `client.ts` has the real one. */
export interface Connection {
  readonly mode: 'standalone' | 'cluster';
  /** May a command be sent now? */
  readonly ready: boolean;
  /** Connected, and the server has not said yet that it has loaded its data. */
  readonly settling: boolean;
  /**
   * One command. Bulk strings come back as Buffers, integers as numbers. Rejects at once when the link is down, and after the command
   * time-out when no answer comes; nothing is ever sent twice on a standalone server.
   */
  send(command: string, args: readonly Arg[]): Promise<unknown>;
  /** Runs a script by its hash, or by its source when the server has forgotten it. */
  run(script: Script, keys: readonly string[], args: readonly Arg[]): Promise<unknown>;
  /**
   * Resolves when every server that changes are kept on answers and serves: with null, or with why changes fail while reads go on. Rejects with
   * the reason else; with `NotServing` when the server answers, and must not be used.
   */
  check(): Promise<string | null>;
  /** Names the server process that keeps the data (in a cluster: all masters); '-' for one that does not say. */
  serverId(): Promise<string>;
  /** Listens on a channel, over a connection of its own. */
  subscribe(channel: string, listener: SubscriptionListener): Subscription;
  onReady(listener: () => void): void;
  /** The link broke, or what the server had confirmed may be lost for another reason (in a cluster: a replica took over). */
  onLost(listener: () => void): void;
  /** After a failed check: throws the socket away and connects anew; in a cluster, learns first who serves what. */
  reset(): void;
  /** The server is no longer the one that the address means: connects anew with everything, and looks up its name again. */
  leave(): void;
  close(): Promise<void>;
}

/** A script as Redis gets it; `sha` is what EVALSHA names it by. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha: string;
}

export interface Subscription {
  /** Nothing is heard although it should be: listens elsewhere, or at least anew. */
  renew(): void;
}

export interface SubscriptionListener {
  readonly onMessage: (message: string) => void;
  /** Messages come from now on (again). */
  readonly onBegun: () => void;
  /** Messages may be missed from now on. */
  readonly onInterrupted: () => void;
}
