import { ButtonStyle } from 'discord-api-types/v10';
import { beginImport, undoableImport, undoImport } from '../../actions/imports.js';
import { plainText } from '../../i18n/user-text.js';
import type { ImportRun } from '../../import/api.js';
import { button, type LayoutView } from '../../views/message.js';
import { discardedView, runsView, runView, undoAskView } from '../../views/import/run-card.js';
import { cut } from '../../views/text.js';
import { createPaced } from '../export/pacing.js';
import { defineButton, type Component } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, ongoing, update, updating, type GoOn, type Reply } from '../kit/reply.js';
import { IMPORT_IDS } from './custom-ids.js';
import { keyOf, type ImportDeps } from './deps.js';

const guards = [ownedBy('owner')];
/** Edits of the reply are at least so far apart, ms. */
const EDIT_EVERY_MS = 2_000;
/** Discord lets replies be changed for 15 minutes, ms. */
const REPLIES_MS = 14.5 * 60_000;
const CHOICES_MAX = 25;

const isUnderWay = ({ state }: ImportRun): boolean => state === 'waiting' || state === 'running';

/** The button that fits what an import is at. */
const buttonOf = (ctx: Context, run: ImportRun) => {
  const owned = { owner: ctx.user, id: run.id };
  if (isUnderWay(run)) return button(IMPORT_IDS.stop.encode(owned), ctx.t('import.buttons.stop'), ButtonStyle.Secondary);
  if (run.undoUntil === null || run.state === 'undoing') return null;
  return button(IMPORT_IDS.undo.encode({ ...owned, sure: 'ask' }), ctx.t('import.buttons.undo'), ButtonStyle.Secondary);
};

const cardOf = (ctx: Context, run: ImportRun, { clock }: Pick<ImportDeps, 'clock'>): LayoutView => {
  const fitting = buttonOf(ctx, run);
  return runView(run, fitting === null ? [] : [fitting], clock.now(), ctx.t);
};

/**
 * The card goes on while the import does, for as long as Discord takes edits. The import itself goes on without anybody who looks: `/import list` shows it.
 */
const follow =
  (ctx: Context, { id }: ImportRun, deps: ImportDeps): GoOn =>
  (reply) => {
    if (reply === null) return;
    const { imports, clock, log } = deps;
    const key = keyOf(ctx, id);
    const until = ctx.occurredAt + REPLIES_MS;
    const paced = createPaced((view: LayoutView) => reply.edit(view), EDIT_EVERY_MS, clock);
    const unwatch = imports.watch(key, (run) => paced.show(cardOf(ctx, run, deps)));
    const end = async (): Promise<void> => {
      unwatch();
      await paced.stop();
    };
    const cancel = clock.after(Math.max(0, until - clock.now()), () => void end());
    const finish = async (): Promise<void> => {
      const run = await imports.settled(key);
      cancel();
      await end();
      if (run.ok && clock.now() < until) await reply.edit(cardOf(ctx, run.value, deps));
    };
    finish().catch((error: unknown) =>
      log.warn({ err: error, import: id }, 'the card of an import could not be brought up to date'),
    );
  };

const begin = defineButton({
  route: IMPORT_IDS.begin,
  guards,
  async run(ctx, { id }, deps: ImportDeps) {
    const run = await beginImport(ctx, id, deps);
    return run.ok ? updating(cardOf(ctx, run.value, deps), follow(ctx, run.value, deps)) : failure(run.error);
  },
});

const discard = defineButton({
  route: IMPORT_IDS.discard,
  guards,
  async run(ctx, { id }, { imports }: ImportDeps) {
    await imports.discard(keyOf(ctx, id));
    return update(discardedView(ctx.t));
  },
});

const stop = defineButton({
  route: IMPORT_IDS.stop,
  guards,
  async run(ctx, { id }, deps: ImportDeps) {
    const stopped = await deps.imports.cancel(keyOf(ctx, id));
    if (stopped.ok) return updating(cardOf(ctx, stopped.value, deps), follow(ctx, stopped.value, deps));
    // It has ended in the meantime: that is to be seen.
    const run = await deps.imports.run(keyOf(ctx, id));
    return run.ok ? update(cardOf(ctx, run.value, deps)) : failure(run.error);
  },
});

const askView = (ctx: Context, run: ImportRun): LayoutView => {
  const { t } = ctx;
  const owned = { owner: ctx.user, id: run.id };
  return undoAskView(
    run,
    [
      button(IMPORT_IDS.undo.encode({ ...owned, sure: 'yes' }), t('import.buttons.undoYes'), ButtonStyle.Danger),
      button(IMPORT_IDS.undo.encode({ ...owned, sure: 'no' }), t('import.buttons.undoNo'), ButtonStyle.Secondary),
    ],
    t,
  );
};

const undoButton = defineButton({
  route: IMPORT_IDS.undo,
  guards,
  async run(ctx, { id, sure }, deps: ImportDeps): Promise<Reply> {
    const run = await undoableImport(ctx, id, deps);
    if (!run.ok) return failure(run.error);
    if (sure === 'no') return update(cardOf(ctx, run.value, deps));
    if (sure === 'ask') return update(askView(ctx, run.value));
    const undoing = await undoImport(ctx, id, deps);
    return undoing.ok ? updating(cardOf(ctx, undoing.value, deps), follow(ctx, undoing.value, deps)) : failure(undoing.error);
  },
});

/** Imports of whoever asks that can be taken back, newest first. */
const undoableRuns: Autocomplete = async (ctx, typed, { imports }) => {
  const runs = await imports.runs({ space: ctx.space, by: ctx.user });
  if (!runs.ok) return [];
  const wanted = typed.trim().toLowerCase();
  return runs.value
    .filter(({ undoUntil, name }) => undoUntil !== null && name.toLowerCase().includes(wanted))
    .slice(0, CHOICES_MAX)
    .map((run) => {
      const day = new Intl.DateTimeFormat(ctx.t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
      return { name: cut(`${plainText(run.name)} · ${day.format(run.begunAt)} UTC`, 100), value: run.id };
    });
};

/** Takes a whole import back, once that was confirmed. */
export const undo = defineCommand({
  name: 'undo',
  visibility: 'ephemeral',
  guards: [],
  options: { import: opt.string({ minLength: 1, maxLength: 100, autocomplete: undoableRuns }).required() },
  async run(ctx, { import: id }, deps: ImportDeps) {
    const run = await undoableImport(ctx, id, deps);
    if (!run.ok) return failure(run.error);
    return message(run.value.undoUntil === null ? cardOf(ctx, run.value, deps) : askView(ctx, run.value));
  },
});

/** What whoever asks has imported here; one that is under way is followed. */
export const list = defineCommand({
  name: 'list',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  async run(ctx, _options, deps: ImportDeps) {
    const runs = await deps.imports.runs({ space: ctx.space, by: ctx.user });
    if (!runs.ok) return failure(runs.error);
    const [only, another] = runs.value;
    if (only !== undefined && another === undefined && isUnderWay(only))
      return ongoing(cardOf(ctx, only, deps), [], follow(ctx, only, deps));
    return message(
      runsView(
        runs.value.map((run) => ({ run, button: buttonOf(ctx, run) })),
        ctx.t,
      ),
    );
  },
});

export const runComponents: readonly Component[] = [begin, discard, stop, undoButton];
