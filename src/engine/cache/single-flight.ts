interface Flight<T> {
  readonly promise: Promise<T>;
  stale: boolean;
}

/** Loads of one key at the same time become one. A load that was overtaken by a change is answered, but not kept. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /**
   * @param load begins the read
   * @param keep is called with the value, unless `overtake` was called for the key meanwhile
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

  /** The key has changed: who asks from now on must not get the answer of a load that began before. */
  overtake(key: string): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    flight.stale = true;
    this.#flights.delete(key);
  }

  overtakeAll(): void {
    for (const key of [...this.#flights.keys()]) this.overtake(key);
  }

  #land(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
