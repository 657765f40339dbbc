/** Runs the tasks of one key one after the other, those of different keys at the same time. */
export class KeyedQueue {
  /** Keys with work, and what waits behind it; null while nothing does. */
  private readonly waiting = new Map<string, (() => void)[] | null>();
  private resting: (() => void)[] = [];

  /** Resolves or rejects as `task` does; a failure does not stop the next one. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = this.enter(key);
    if (turn !== null) await turn;
    try {
      return await task();
    } finally {
      this.leave(key);
    }
  }

  /** Takes a turn: at once (null), or when this resolves. Whoever has it must `leave`. */
  enter(key: string): Promise<void> | null {
    const line = this.waiting.get(key);
    if (line === undefined) {
      this.waiting.set(key, null);
      return null;
    }
    return new Promise((resolve) => {
      if (line === null) this.waiting.set(key, [resolve]);
      else line.push(resolve);
    });
  }

  leave(key: string): void {
    const first = this.waiting.get(key)?.shift();
    if (first !== undefined) {
      first();
      return;
    }
    this.waiting.delete(key);
    if (this.waiting.size > 0) return;
    const resting = this.resting;
    this.resting = [];
    for (const resolve of resting) resolve();
  }

  /** Keys with work. */
  get busy(): number {
    return this.waiting.size;
  }

  /** Resolves when nothing is left. */
  async idle(): Promise<void> {
    while (this.waiting.size > 0) await new Promise<void>((resolve) => this.resting.push(resolve));
  }
}
