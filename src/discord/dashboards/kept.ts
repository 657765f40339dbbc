import type { Dashboard, MessagePlace } from '../../domain/dashboards.js';
import type { MessageId, SpaceId } from '../../domain/ids.js';
import { snowflakeTime } from '../../domain/snowflake.js';
import type { ShownDashboard, ShownDashboards } from '../../engine/shown-dashboards.js';

const MINUTE = 60_000;
/** As long as a message is younger than this, ms, it may be edited as often as any; edits of older ones are rationed by Discord. */
const YOUNG_MS = 60 * MINUTE;
/** Between two edits of older ones, at least. */
const OLD_EVERY_MS = 5 * MINUTE;
/** A message that shows what it should is looked for after so long, ms: it may have been deleted. */
const LOOK_AFTER_MS = 60 * MINUTE;

/** One dashboard as it is kept, with what is known of its message. */
export class KeptDashboard {
  dashboard: Dashboard | undefined;
  #shown: ShownDashboard | null;
  readonly #store: Pick<ShownDashboards, 'set'>;
  readonly #space: SpaceId;
  readonly #everyMs: number;

  /** @param everyMs between two edits, as the server has set it */
  constructor(
    store: Pick<ShownDashboards, 'set'>,
    space: SpaceId,
    dashboard: Dashboard | undefined,
    shown: ShownDashboard | null,
    everyMs: number,
  ) {
    this.#everyMs = everyMs;
    this.#store = store;
    this.#space = space;
    this.dashboard = dashboard;
    this.#shown = shown;
  }

  /** What is known of the message that is the dashboard now. */
  get #current(): ShownDashboard | null {
    return this.#shown !== null && this.#shown.message === this.dashboard?.message ? this.#shown : null;
  }

  /** When it was edited last, ms; null when it has not been since it was posted, or that is not known. */
  get editedAt(): number | null {
    return this.#current?.editedAt ?? null;
  }

  /** How long to wait between two edits, ms. */
  intervalAt(now: number): number {
    const message = this.dashboard?.message ?? null;
    const isYoung = message !== null && now - snowflakeTime(message) < YOUNG_MS;
    return isYoung ? this.#everyMs : Math.max(this.#everyMs, OLD_EVERY_MS);
  }

  shows(fingerprint: string): boolean {
    return this.#current?.fingerprint === fingerprint;
  }

  /** Should somebody look whether the message is still there? */
  isUnseenAt(now: number): boolean {
    return now - (this.#current?.seenAt ?? 0) >= LOOK_AFTER_MS;
  }

  /** The message before this one, as long as it is not known to be gone. */
  get former(): MessagePlace | null {
    const former = this.dashboard?.former ?? null;
    return former === null || this.#shown?.removed === former.message ? null : former;
  }

  async posted(message: MessageId, fingerprint: string, now: number): Promise<void> {
    await this.#save({ message, fingerprint, editedAt: null, seenAt: now, removed: this.#shown?.removed ?? null });
  }

  async edited(message: MessageId, fingerprint: string, now: number): Promise<void> {
    await this.#save({ message, fingerprint, editedAt: now, seenAt: now, removed: this.#shown?.removed ?? null });
  }

  async seen(now: number): Promise<void> {
    const current = this.#current;
    if (current !== null) await this.#save({ ...current, seenAt: now });
  }

  async removedFormer(message: MessageId): Promise<void> {
    if (this.#shown !== null) await this.#save({ ...this.#shown, removed: message });
  }

  async #save(shown: ShownDashboard): Promise<void> {
    this.#shown = shown;
    if (this.dashboard !== undefined) await this.#store.set(this.#space, this.dashboard.id, shown);
  }
}
