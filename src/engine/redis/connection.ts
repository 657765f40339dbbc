/** What the engine needs of a Redis client; `client.ts` has the real one. */
export interface Connection {
  readonly mode: 'standalone' | 'cluster';
  /** May a command be sent now? */
  readonly ready: boolean;
  /**
   * One command. Bulk strings come back as Buffers, integers as numbers. Rejects at once when the link is down, and after the command
   * time-out when no answer comes; nothing is ever sent twice on a standalone server.
   */
  send(command: string, args: readonly (string | number | Buffer)[]): Promise<unknown>;
  /** Runs a script by its hash, or by its source when the server has forgotten it. */
  run(script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown>;
  /** Listens on a channel, over a connection of its own. */
  subscribe(channel: string, listener: SubscriptionListener): void;
  onReady(listener: () => void): void;
  onLost(listener: () => void): void;
  /** Throws the socket away and connects anew. */
  reset(): void;
  close(): Promise<void>;
}

/** A script as Redis gets it; `sha` is what EVALSHA names it by. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha: string;
}

export interface SubscriptionListener {
  readonly onMessage: (message: string) => void;
  /** Messages come from now on (again). */
  readonly onBegun: () => void;
  /** Messages may be missed from now on. */
  readonly onInterrupted: () => void;
}
