import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pauseFor } from '../torture/dice.js';
import { Answered, type AskedOfWorker } from './asked.js';

/** A message without what is told with each: which one it is, and the time. */
export type Asking = Partial<Omit<AskedOfWorker, 'id' | 'ahead'>> & Pick<AskedOfWorker, 'what'>;

const NOTHING = { user: '101', category: 'math', session: '-', startedAt: 0, endedAt: 0 };
/** After this long an answer does not come any more, and a process does not start, ms. */
const PATIENCE_MS = 20_000;
const START_MS = 120_000;

/** The worker as the parent sees it: asked, killed, started again. */
export class Bot {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #waiting = new Map<string, (ok: boolean | null) => void>();
  #child: ChildProcess | null = null;
  /** What the processes said on stderr: for whoever looks for the reason. */
  output = '';
  /** Ms that moments are ahead of the machine's. */
  ahead = 0;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  async start(): Promise<void> {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    child.stderr?.on('data', (chunk) => (this.output = `${this.output}${String(chunk)}`.slice(-4_000)));
    child.on('message', (message) => {
      const { id, ok } = Answered.parse(message);
      this.#waiting.get(id)?.(ok);
    });
    const ready = this.#answer('ready', START_MS);
    child.once('exit', () => {
      for (const tell of this.#waiting.values()) tell(null);
    });
    if ((await ready) === null) throw new Error(`the worker did not start: ${this.output}`);
  }

  /** Null: it died, or said nothing for long. */
  async ask(id: string, asked: Asking): Promise<boolean | null> {
    const child = this.#child;
    if (child?.connected !== true) return null;
    const answer = this.#answer(id);
    child.send({ ...NOTHING, ...asked, id, ahead: this.ahead } satisfies AskedOfWorker, (error) => {
      if (error !== null) this.#waiting.get(id)?.(null);
    });
    return answer;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async #answer(id: string, patienceMs = PATIENCE_MS): Promise<boolean | null> {
    const said = new Promise<boolean | null>((resolve) => this.#waiting.set(id, resolve));
    const answer = await Promise.race([said, pauseFor(patienceMs).then(() => null)]);
    this.#waiting.delete(id);
    return answer;
  }
}
