import { recount } from '../../src/engine/documents/kinds/recount-progress.js';
import { historyOf } from '../../src/engine/ledger/whole-history.js';
import type { LedgerRow } from '../../src/engine/ledger/kinds/index.js';
import type { SessionId, SpaceId, UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type { Act } from './act.js';
import { WATCHED } from './cast.js';
import { answerProblems, loudLines } from './checks/answers.js';
import { configurationProblems } from './checks/configuration.js';
import { impossibleIn, NOTHING_YET, takePicture, type Picture } from './checks/picture.js';
import { rowProblems } from './checks/rows.js';
import { Undoing } from './checks/undo.js';
import type { Known } from './scene.js';
import type { Stage } from './stage.js';

type Watched = (typeof WATCHED)[number];

const keyOf = ({ space, user }: Watched): string => `${space} ${user}`;
const SPACES = [...new Set(WATCHED.map(({ space }) => space))];

/** What is known of a member so far. */
interface Track {
  picture: Picture;
  /** Rows of the ledger that were looked at. */
  readonly rows: Set<string>;
  readonly undoing: Undoing;
}

/** Looks on from outside: what is stored after each step, against what was there before it and what those who acted may do. */
export class Watch implements Known {
  readonly #stage: Stage;
  readonly #tracks = new Map<string, Track>(
    WATCHED.map((one) => [keyOf(one), { picture: NOTHING_YET, rows: new Set(), undoing: new Undoing() }]),
  );
  readonly #configs = new Map<SpaceId, SpaceConfig>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Undos that were compared with what was before. */
  get undone(): number {
    return [...this.#tracks.values()].reduce((sum, { undoing }) => sum + undoing.compared, 0);
  }

  /** Rows of the ledger that were looked at. */
  get changes(): number {
    return [...this.#tracks.values()].reduce((sum, { rows }) => sum + rows.size, 0);
  }

  sessions(space: SpaceId, user: UserId): readonly Session[] {
    const { entries, active } = this.#track({ space, user }).picture;
    return [...entries.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)), ...(active === null ? [] : [active])];
  }

  async begin(): Promise<void> {
    for (const space of SPACES) this.#configs.set(space, await this.#stage.settings(space));
  }

  /** What is wrong with what was answered; all that can be seen while Redis is away. */
  answers(acts: readonly Act[], isUp: boolean): readonly string[] {
    return [...acts.flatMap((act) => answerProblems(act, this.#stage, isUp)), ...loudLines(this.#stage)];
  }

  /** What is wrong with what is stored now. `acts`: everything that may have changed it. `deep`: also what nobody has touched. */
  async stored(acts: readonly Act[], deep: boolean): Promise<readonly string[]> {
    const stage = this.#stage;
    if (acts.some(({ what }) => what.endsWith(':recount'))) await stage.recounted(() => this.#isRecounting());
    const problems = await Promise.all([this.#configurations(acts), ...WATCHED.map((one) => this.#member(one, acts, deep))]);
    return [...problems.flat(), ...(deep ? await this.#ledgers() : [])];
  }

  #track(one: Watched): Track {
    const track = this.#tracks.get(keyOf(one));
    if (track === undefined) throw new Error(`nobody watches ${keyOf(one)}`);
    return track;
  }

  async #isRecounting(): Promise<boolean> {
    const notes = this.#stage.documents().of(recount);
    const running = await Promise.all(SPACES.map(async (space) => (await notes.get(space)).isRunning));
    return running.includes(true);
  }

  async #configurations(acts: readonly Act[]): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const space of SPACES) {
      const [before, after] = [this.#configs.get(space), await this.#stage.settings(space)];
      if (before !== undefined) problems.push(...configurationProblems(space, before, after, acts));
      this.#configs.set(space, after);
    }
    return problems;
  }

  async #member(one: Watched, acts: readonly Act[], deep: boolean): Promise<readonly string[]> {
    const stage = this.#stage;
    const { space, user } = one;
    const track = this.#track(one);
    const { version } = await stage.reading.reload(space, user);
    if (version === track.picture.version && !deep) return [];
    const [before, after, rows] = [track.picture, await takePicture(stage, space, user), await this.#newRows(one, track)];
    track.picture = after;
    const { differences, compared } = await stage.verified(space, user);
    const entryRows = rows.flatMap((row) => (row.kind === 'entry' ? [row] : []));
    return [
      ...rows.flatMap((row) => rowProblems(row, one, acts)),
      ...impossibleIn(after).map((problem) => `${keyOf(one)}: ${problem}`),
      ...differences.map((difference) => `${keyOf(one)}: verify finds ${JSON.stringify(difference)}`),
      ...(compared === 'yes' ? [] : [`${keyOf(one)}: verify compared ${compared}`]),
      ...track.undoing.hear(user, entryRows, before, after).map((problem) => `${keyOf(one)}: ${problem}`),
    ];
  }

  /** Those that were not there the last time, oldest first. */
  async #newRows({ space, user }: Watched, track: Track): Promise<readonly LedgerRow[]> {
    const found: LedgerRow[] = [];
    for await (const page of historyOf(this.#stage.reading, space, user)) {
      const fresh = page.map(({ record }) => record).filter((row) => !('id' in row) || !track.rows.has(row.id));
      found.push(...fresh);
      if (fresh.length < page.length) break;
    }
    for (const row of found) track.rows.add(row.id);
    return found.reverse();
  }

  /** By the ledger alone: nobody is on the clock twice, at no time; and who is on the clock is told by the list too. */
  async #ledgers(): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const space of SPACES) {
      const open = new Map<UserId, Set<SessionId>>();
      for await (const row of this.#stage.reading.ledger(space)) {
        if (row.kind !== 'entry') continue;
        const own = open.get(row.user) ?? new Set();
        open.set(row.user, own);
        const id = (row.after ?? row.before)?.id;
        if (id === undefined) continue;
        if (row.after?.endedAt === null) own.add(id);
        else own.delete(id);
        if (own.size > 1) problems.push(`${space} ${row.user}: on the clock with ${[...own].join(' and ')} at once`);
      }
      const listed = (await this.#stage.reading.onTheClock(space)).map(({ user }) => user).toSorted();
      const told = [...open]
        .filter(([, own]) => own.size > 0)
        .map(([user]) => user)
        .toSorted();
      if (listed.join() !== told.join())
        problems.push(`${space}: on the clock are ${listed.join()}, the ledger says ${told.join()}`);
    }
    return problems;
  }
}
