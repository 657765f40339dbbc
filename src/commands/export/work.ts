import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { delay, type Cancel, type Clock, type Logger } from '../../domain/ports.js';
import type { ExportJob, ExportJobs } from '../../engine/export-jobs.js';
import type { Exports } from '../../export/exports.js';
import { failedView, runningView, type ExportProgressShown, type Part } from '../../views/export/card.js';
import type { LayoutView } from '../../views/message.js';
import type { PageLinks } from '../deps.js';
import { failure, message, ongoing, type OpenReply, type Reply } from '../kit/reply.js';
import { refusalBehind } from '../kit/thrown.js';
import { EXPORT_IDS } from './custom-ids.js';
import { sendLate, whereLate, type LateDeps } from './late.js';
import { resultMessages, type ResultMessage } from './messages.js';
import type { ExportOrder, Ticket } from './order.js';
import { createPaced, type Paced } from './pacing.js';
import { produce, type Produced, type Producing } from './produce.js';
import type { Turn } from '../../actions/exports/queue.js';

export type WorkDeps = LateDeps & {
  readonly exports: Exports;
  readonly clock: Clock;
  readonly log: Logger;
  readonly page?: PageLinks;
  readonly jobs: ExportJobs;
};

/** What is done within this is answered at once, ms: before the dispatcher would defer. */
const QUICK_MS = 1_200;
/** Edits of the reply are at least so far apart, ms. */
const EDIT_EVERY_MS = 2_000;
/** How long before the reply cannot be changed any more it says where the result comes to, ms. */
const SAID_BEFORE_MS = 60_000;
/** How long a file can be fetched that could not be handed over, ms. */
export const READY_MS = 3_600_000;
/** Nobody can say how long the rest takes before this, ms. */
const MEASURED_MS = 1_500;

/** One export of the desk, from the queue to its files. */
export class Work implements Ticket {
  readonly order: ExportOrder;
  readonly ended: Promise<void>;
  readonly #deps: WorkDeps;
  readonly #forget: () => void;
  #resolveEnded = (): void => undefined;
  #turn: Turn | null = null;
  #isBegun = false;
  #progress: ExportProgressShown = { stage: 'reading', rows: 0 };
  #part: Part | null = null;
  /** When the writing of this part began, monotonic ms. */
  #writingSince: number | null = null;
  #producing: Producing | null = null;
  #outcome: Result<Produced, DomainError> | null = null;
  #reply: OpenReply | null = null;
  #paced: Paced<LayoutView> | null = null;
  #isLate = false;
  #readyUntil: number | null = null;
  #cancelTimers: readonly Cancel[] = [];
  #delivering: Promise<void> = Promise.resolve();

  /** @param forget called when nothing is left of it */
  constructor(order: ExportOrder, deps: WorkDeps, forget: () => void) {
    this.order = order;
    this.#deps = deps;
    this.#forget = forget;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  queued(turn: Turn): void {
    this.#turn = turn;
  }

  begin(): void {
    this.#isBegun = true;
    void this.#run();
  }

  /** Another place in the queue. */
  moved(): void {
    this.#show();
  }

  state(): ReturnType<Ticket['state']> {
    if (this.#readyUntil !== null) return { until: this.#readyUntil };
    if (this.#outcome !== null) return null;
    return { place: this.#isBegun ? 0 : (this.#turn?.place() ?? 0) };
  }

  /** As other processes are told of it. */
  job(): ExportJob {
    if (this.#outcome !== null) return { kind: 'over' };
    if (!this.#isBegun) return { kind: 'waiting', place: this.#turn?.place() ?? 0 };
    const progress = this.#progress;
    const rows = 'rows' in progress ? progress.rows : 0;
    return { kind: 'running', rows, of: progress.stage === 'writing' ? progress.of : null };
  }

  async answer(): Promise<Reply> {
    await Promise.race([this.ended, delay(this.#deps.clock, QUICK_MS)]);
    const outcome = this.#outcome;
    if (outcome === null) return ongoing(this.#card(), [], (reply) => this.#follow(reply));
    if (!outcome.ok) {
      this.#forget();
      const { error } = outcome;
      return error.code === 'EXPORT_TOO_LARGE_IN_PARTS' ? message(this.#failed(error)) : failure(error);
    }
    const [first, ...rest] = this.#messages(outcome.value);
    if (first === undefined) return this.#gone();
    return ongoing(first.view, await first.files(), (reply) => {
      this.#delivering = reply === null ? this.#dispose() : this.#add(reply, rest).finally(() => void this.#dispose());
    });
  }

  async fetch(): Promise<Reply> {
    const outcome = this.#outcome;
    if (this.#readyUntil === null || outcome?.ok !== true) return this.#gone();
    const [first, ...rest] = this.#messages(outcome.value);
    if (first === undefined) return this.#gone();
    const files = await first.files();
    if (rest.length === 0) return message(first.view, files);
    return ongoing(first.view, files, (reply) => {
      if (reply !== null) this.#delivering = this.#add(reply, rest);
    });
  }

  /** Ends it if it has not ended; false when it has. */
  async stop(error: DomainError): Promise<boolean> {
    if (this.#outcome !== null) return false;
    this.#producing?.cancel();
    this.#end(err(error));
    this.#turn?.leave();
    await this.#delivering;
    return true;
  }

  async close(): Promise<void> {
    await this.stop(domainError('SHUTTING_DOWN'));
    await this.#delivering;
    await this.#dispose();
  }

  async #run(): Promise<void> {
    const outcome = await this.#made();
    if (this.#outcome === null) this.#end(outcome);
    // It was cancelled in the meantime.
    else if (outcome.ok) await outcome.value.dispose();
    this.#turn?.leave();
  }

  async #made(): Promise<Result<Produced, DomainError>> {
    const { exports, log } = this.#deps;
    try {
      const prepared = await this.order.prepare();
      if (!prepared.ok) return prepared;
      if (this.#outcome !== null) return err(domainError('EXPORT_CANCELLED'));
      this.#producing = produce(prepared.value, { exports, log }, (progress, part) => {
        this.#part = part;
        this.#progress = this.#shown(progress);
        this.#show();
      });
      return await this.#producing.done;
    } catch (error) {
      const known = refusalBehind(error);
      if (known === undefined) log.error({ err: error, export: this.order.id }, 'an export failed');
      return err(known ?? domainError('EXPORT_FAILED'));
    }
  }

  #shown(progress: Parameters<Parameters<typeof produce>[2]>[0]): ExportProgressShown {
    if (progress.stage !== 'writing') {
      this.#writingSince = null;
      return progress;
    }
    const now = this.#deps.clock.monotonic();
    this.#writingSince ??= now;
    const { rows, of } = progress;
    const elapsed = now - this.#writingSince;
    const isKnown = rows > 0 && elapsed >= MEASURED_MS;
    return { ...progress, leftMs: isKnown ? (elapsed * Math.max(0, of - rows)) / rows : null };
  }

  #end(outcome: Result<Produced, DomainError>): void {
    this.#outcome = outcome;
    this.#resolveEnded();
    if (this.#reply !== null) this.#delivering = this.#deliver(this.#reply, outcome);
  }

  /** The reply has been given while the export was under way. */
  #follow(reply: OpenReply | null): void {
    if (reply === null) {
      // Another process answered and makes it, or nobody would ever see the result.
      this.#delivering = this.stop(domainError('EXPORT_CANCELLED')).then(() => this.#dispose());
      return;
    }
    const { clock } = this.#deps;
    this.#reply = reply;
    this.#paced = createPaced((view) => reply.edit(view, []), EDIT_EVERY_MS, clock);
    const left = this.order.repliesUntil - clock.now() - SAID_BEFORE_MS;
    const late = (): void => {
      this.#isLate = true;
      void this.#sayWhere();
    };
    this.#cancelTimers = [clock.after(Math.max(0, left), late)];
    if (this.#outcome === null) this.#show();
    else this.#delivering = this.#deliver(reply, this.#outcome);
  }

  #show(): void {
    if (this.#outcome === null && !this.#isLate) this.#paced?.show(this.#card());
  }

  /** The last change of the reply while the export is under way. */
  async #sayWhere(): Promise<void> {
    const where = await whereLate(this.order, this.#deps).catch(() => 'list' as const);
    if (this.#outcome === null) this.#paced?.show(this.#card(where));
  }

  #card(late: Parameters<typeof runningView>[0]['late'] = null): LayoutView {
    const { what, user, id, t } = this.order;
    const page = this.#pageOfReports();
    const place = this.#isBegun ? 0 : (this.#turn?.place() ?? 0);
    const progress = place > 0 ? { stage: 'waiting' as const, place } : this.#progress;
    const cancelId = EXPORT_IDS.cancel.encode({ owner: user, id });
    return runningView({ what, progress, part: this.#part, at: this.#deps.clock.now(), late, cancelId, page }, t);
  }

  #pageOfReports(): string | null {
    return this.#deps.page?.to(this.order.space, 'reports') ?? null;
  }

  #failed(error: DomainError): LayoutView {
    return failedView(this.order.what, error, this.order.t, this.#pageOfReports());
  }

  #messages(produced: Produced): readonly ResultMessage[] {
    const { what, maxBytes, t } = this.order;
    return resultMessages(what, produced, maxBytes, t);
  }

  #gone(): Reply {
    return failure(domainError('EXPORT_GONE'));
  }

  async #add(reply: OpenReply, messages: readonly ResultMessage[]): Promise<void> {
    try {
      for (const each of messages) await reply.add(each.view, await each.files());
    } catch (error) {
      this.#deps.log.error({ err: error, export: this.order.id }, 'not all files of an export could be sent');
    }
  }

  async #deliver(reply: OpenReply, outcome: Result<Produced, DomainError>): Promise<void> {
    const { clock, log } = this.#deps;
    for (const cancel of this.#cancelTimers) cancel();
    await this.#paced?.stop();
    try {
      if (clock.now() < this.order.repliesUntil) {
        if (!outcome.ok) await reply.edit(this.#failed(outcome.error), []);
        else {
          const [first, ...rest] = this.#messages(outcome.value);
          if (first !== undefined) await reply.edit(first.view, await first.files());
          await this.#add(reply, rest);
        }
        await this.#dispose();
        return;
      }
    } catch (error) {
      log.warn({ err: error, export: this.order.id }, 'the result of an export could not be put into its reply');
    }
    await this.#deliverLate(outcome);
  }

  /** The reply cannot be changed any more. */
  async #deliverLate(outcome: Result<Produced, DomainError>): Promise<void> {
    const { clock, log } = this.#deps;
    const until = clock.now() + READY_MS;
    try {
      const result = outcome.ok ? ok(this.#messages(outcome.value)) : outcome;
      const isHandedOver = await sendLate(this.order, result, until, this.#deps);
      if (isHandedOver || !outcome.ok) {
        await this.#dispose();
        return;
      }
    } catch (error) {
      log.warn({ err: error, export: this.order.id }, 'nobody could be told that an export is there');
    }
    this.#readyUntil = until;
    this.#cancelTimers = [clock.after(READY_MS, () => void this.#dispose())];
  }

  async #dispose(): Promise<void> {
    for (const cancel of this.#cancelTimers) cancel();
    this.#readyUntil = null;
    this.#forget();
    if (this.#outcome?.ok === true) await this.#outcome.value.dispose();
  }
}
