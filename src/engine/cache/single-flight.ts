interface Flight<T> {
  readonly promise: Promise<T>;
  stale: boolean;
}

/** Loads of one key at the same time become one. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /**
   * @param load begins the read
   * @param keep is called with the value, unless `abandonAll` was called meanwhile
   */
  run(key: string, load: () => Promise<T>, keep: (value: T) => void): Promise<T> {
    const running = this.#flights.get(key);
    if (running !== undefined) return running.promise;
    const flight: Flight<T> = {
      stale: false,
      promise: load().then(
        (value) => {
          if (!flight.stale) keep(value);
          this.#land(key, flight);
          return value;
        },
        (error: unknown) => {
          this.#land(key, flight);
          throw error;
        },
      ),
    };
    this.#flights.set(key, flight);
    return flight.promise;
  }

  /** Loads under way that may still be shared. */
  get size(): number {
    return this.#flights.size;
  }

  /** The key has changed: who asks from now on must not get the answer of a load that began before. `keep` judges that answer by its version. */
  detach(key: string): void {
    this.#flights.delete(key);
  }

  /** What the key named is gone: the answer of a load that began before is not kept. */
  abandon(key: string): void {
    const flight = this.#flights.get(key);
    if (flight !== undefined) flight.stale = true;
    this.#flights.delete(key);
  }

  /** Changes may have been missed: nothing that was asked for before is kept. */
  abandonAll(): void {
    for (const flight of this.#flights.values()) flight.stale = true;
    this.#flights.clear();
  }

  #land(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
