import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Context } from '../../core/context.js';
import { categoryName, tintOf } from '../../parts/category.js';
import { vars } from '../../parts/vars.js';
import { toAxis, type Axis, type Column, type Mark } from './axis.js';
import { dayMs } from './day-sum.js';
import { blocksOf, type Block } from './lanes.js';
import { spanText, unseenText, type Shown } from './shown-entry.js';
import { workedMs } from './times.js';

export interface GridModel {
  readonly axis: Axis;
  readonly shown: readonly Shown[];
  readonly pending: ReadonlySet<string>;
  /** What is being moved counts time that another entry counts. */
  readonly clashes: boolean;
  /** Entries are only looked at. */
  readonly readOnly: boolean;
}

/** Below this height, minutes, a block has one line of text. */
const ONE_LINE = 40;

export const gridView = (context: Context, model: GridModel): TemplateResult => {
  const { axis, shown } = model;
  const { t } = context;
  const blocks = blocksOf(axis, shown);
  const now = context.app.now();
  return html`<div
    class="grid-scroller"
    tabindex="0"
    role="region"
    aria-label=${t('sheet.grid')}
    ${vars({ '--days': axis.columns.length, '--length': axis.length })}
  >
    ${model.readOnly ? nothing : html`<p class="sr" id="grid-keys">${t('sheet.keys')}</p>`}
    <div class="grid-head">
      <div class="grid-corner"></div>
      ${axis.columns.map((column, at) => head(context, column, blocks[at] ?? [], now))}
    </div>
    <div class="grid-body">
      <div class="grid-hours" aria-hidden="true">${axis.marks.slice(0, -1).map((mark) => hour(context, mark))}</div>
      ${axis.columns.map((column, at) => day(context, column, blocks[at] ?? [], model, now))}
    </div>
  </div>`;
};

const head = (context: Context, column: Column, blocks: readonly Block<Shown>[], now: number): TemplateResult => {
  const { format, t } = context;
  const isToday = column.start <= now && now < column.end;
  const hours = Math.round((column.end - column.start) / 3_600_000);
  const sum = dayMs(
    column,
    blocks.map(({ item }) => item),
  );
  return html`<div class="grid-head-day ${isToday ? 'today' : ''}">
    <span class="grid-weekday">${format.weekday(column.day)}</span>
    <strong>${format.shortDay(column.day)}</strong>
    <span class="number muted">${sum === 0 ? '–' : format.duration(sum)}</span>
    ${hours === 24 ? nothing : html`<span class="tag warn">${t('sheet.dayOfHours', { hours })}</span>`}
  </div>`;
};

const hour = ({ format }: Context, { at, minute, again }: Mark): TemplateResult => {
  // Only to be written as the reader writes times; there is no day in it.
  const text = format.clock(minute * 60_000, 'UTC');
  return html`<span class="grid-hour ${again ? 'again' : ''}" data-minute=${minute} ${vars({ '--top': at })}>${text}</span>`;
};

const day = (
  context: Context,
  column: Column,
  blocks: readonly Block<Shown>[],
  model: GridModel,
  now: number,
): TemplateResult => {
  const { format } = context;
  const isToday = column.start <= now && now < column.end;
  return html`<div
    class="grid-day ${isToday ? 'today' : ''}"
    role="group"
    aria-label="${format.weekday(column.day, 'long')}, ${format.shortDay(column.day)}"
  >
    ${model.axis.marks.map(({ at }) => html`<i class="grid-line" ${vars({ '--top': at })}></i>`)}
    ${column.gaps.map(({ from, to }) => html`<i class="grid-gap" ${vars({ '--top': from, '--height': to - from })}></i>`)}
    ${isToday ? html`<i class="grid-now" ${vars({ '--top': toAxis(column, now) })}></i>` : nothing}
    ${repeat(
      blocks,
      ({ item }) => item.id,
      (block) => blockView(context, block, column, model),
    )}
  </div>`;
};

const blockView = (
  context: Context,
  block: Block<Shown>,
  column: Column,
  { pending, clashes, readOnly }: GridModel,
): TemplateResult => {
  const { item, top, height, lane, lanes, begins, ends } = block;
  const { t, format } = context;
  const worked = format.duration(countedOf(item));
  const classes = [
    'block',
    ...(item.isRunning ? ['running'] : []),
    ...(item.isDraft ? ['draft'] : []),
    ...(item.isDraft && clashes ? ['clash'] : []),
    ...(pending.has(item.id) ? ['pending'] : []),
    ...(item.entry?.status === 'ENDED_UNCONFIRMED' ? ['unconfirmed'] : []),
    ...(height < ONE_LINE ? ['short'] : []),
    ...(begins ? [] : ['continued']),
    ...(ends ? [] : ['continues']),
  ];
  return html`<button
    type="button"
    class=${classes.join(' ')}
    data-id=${item.id}
    aria-describedby=${readOnly ? nothing : 'grid-keys'}
    ${vars({
      '--top': top,
      '--height': height,
      '--lane': lane,
      '--lanes': lanes,
      '--tint': tintOf(item.category === null ? undefined : context.category(item.category)),
    })}
  >
    ${begins && !item.isRunning && !readOnly ? html`<i class="handle top" data-grip="start"></i>` : nothing}
    <span class="block-text">
      <strong>${item.category === null ? t('sheet.newEntry') : categoryName(context, item.category)}</strong>
      <span class="number">${spanText(context, item.times, item.isRunning)} · ${worked}</span>
      ${item.entry?.note ? html`<span class="block-note">${item.entry.note}</span>` : nothing}
    </span>
    <span class="sr">${unseenText(context, item)}</span>
    ${item.times.breaks.map((each) => breakView(each, column, block))}
    ${ends && !item.isRunning && !readOnly ? html`<i class="handle bottom" data-grip="end"></i>` : nothing}
  </button>`;
};

/** What counts of a block, ms: what was set by hand, else what was worked. */
const countedOf = ({ entry, times, isRunning }: Shown): number => {
  if (entry !== null && entry.overrideSeconds !== null) return entry.overrideSeconds * 1000;
  const since = isRunning ? (entry?.pausedSince ?? null) : null;
  const paused = since === null ? 0 : Math.max(0, times.end - Date.parse(since));
  return workedMs(times) - paused;
};

/** A break as a pale stripe in its block. */
const breakView = (
  { start, end }: { readonly start: number; readonly end: number },
  column: Column,
  { top, height }: Block<Shown>,
): TemplateResult | typeof nothing => {
  if (end <= column.start || start >= column.end) return nothing;
  const from = toAxis(column, Math.max(start, column.start)) - top;
  const to = toAxis(column, Math.min(end, column.end), 'end') - top;
  return html`<i class="break" ${vars({ '--top': from, '--height': Math.max(0, Math.min(to, height) - from) })}></i>`;
};
