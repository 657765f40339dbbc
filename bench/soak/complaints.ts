import { z } from 'zod';

const Line = z.looseObject({ level: z.string(), msg: z.string() });
const BAD: ReadonlySet<string> = new Set(['warn', 'error', 'fatal']);

/** What the bot complained of in its log: how often each, and the first of them whole. */
export class Complaints {
  #rest = '';
  readonly #kinds = new Map<string, { count: number; readonly first: string }>();

  /** More of its output, in any pieces. */
  hear(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  get list(): readonly { readonly what: string; readonly count: number; readonly first: string }[] {
    return [...this.#kinds].map(([what, { count, first }]) => ({ what, count, first }));
  }

  #take(line: string): void {
    let read: unknown;
    try {
      read = JSON.parse(line);
    } catch {
      return;
    }
    const { data } = Line.safeParse(read);
    if (data === undefined || !BAD.has(data.level)) return;
    const what = `${data.level}: ${data.msg}`;
    const known = this.#kinds.get(what);
    if (known === undefined) this.#kinds.set(what, { count: 1, first: line.slice(0, 500) });
    else known.count += 1;
  }
}
