import type { APIButtonComponent } from 'discord-api-types/v10';
import { formatDuration, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, section, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { cut, periodText, timestamp } from '../text.js';
import type { ShownRun } from './model.js';
import { countText, head, someLines } from './parts.js';

const CELLS = 12;
const STAYING_SHOWN = 5;

const barOf = (ratio: number): string => {
  const full = Math.floor(Math.min(1, Math.max(0, ratio)) * CELLS);
  return '▰'.repeat(full) + '▱'.repeat(CELLS - full);
};

const isUnderWay = ({ state }: ShownRun): boolean => state === 'waiting' || state === 'running' || state === 'undoing';

const progressLines = ({ state, done, of }: ShownRun, at: number, t: Translator): readonly string[] => {
  const ratio = of === 0 ? 0 : done / of;
  return [
    // Whole percent, and 100 only when it is done.
    `${barOf(ratio)} **${formatPercent(Math.floor(ratio * 100) / 100, t)}**`,
    `${t(`import.states.${state}`)} · ${t('import.progress', { n: formatNumber(done, t), of: formatNumber(of, t) })}`,
    `-# ${t('import.asOf', { when: timestamp(at, 'R') })}`,
  ];
};

const undoLine = ({ undoUntil }: ShownRun, t: Translator): readonly string[] =>
  undoUntil === null ? [] : [`-# ${t('import.undoUntil', { until: timestamp(undoUntil, 'f') })}`];

const stayingLines = ({ staying }: ShownRun, t: Translator): readonly string[] =>
  staying.count === 0
    ? []
    : [
        t('import.staying', { entries: countText('entries', staying.count, t) }),
        ...someLines(
          staying,
          STAYING_SHOWN,
          (one) => `${periodText(one.startedAt, one.endedAt)}: ${t(`import.stays.${one.because}`)}`,
          t,
        ),
      ];

const endedLines = (run: ShownRun, t: Translator): readonly string[] => {
  const { state, stored, left, ms, from, to, error } = run;
  const marks = { done: '✅', cancelled: '✖️', failed: '⚠️', undone: '↩️' } as const;
  const mark = state in marks ? `${marks[state as keyof typeof marks]} ` : '';
  return [
    `${mark}**${t(`import.states.${state}`)}**`,
    ...(state === 'undone'
      ? []
      : [
          [countText('entries', stored, t), formatDuration(ms, t)].join(' · '),
          ...(from === null || to === null ? [] : [periodText(from, to)]),
          ...(left === 0 ? [] : [t('import.cameMeanwhile', { rows: countText('rows', left, t) })]),
        ]),
    ...(error === null ? [] : [errorText({ code: error }, t)]),
    ...stayingLines(run, t),
    ...undoLine(run, t),
  ];
};

const COLOURS = {
  ...{ waiting: COLOUR.running, running: COLOUR.running, undoing: COLOUR.running },
  ...{ done: COLOUR.ended, cancelled: COLOUR.off, failed: COLOUR.warning, undone: COLOUR.off },
} as const;

/** An import that was begun: how far it is, or what became of it. @param at when this was so, ms */
export const runView = (run: ShownRun, all: readonly APIButtonComponent[], at: number, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          head(run.name, t, null),
          text((isUnderWay(run) ? progressLines(run, at, t) : endedLines(run, t)).join('\n')),
          ...buttons(all),
        ],
        COLOURS[run.state],
      ),
    ],
    t,
  );

/** Asks before an import is taken back. */
export const undoAskView = (run: ShownRun, all: readonly APIButtonComponent[], t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          head(run.name, t, null),
          text(`⚠️ ${t('import.undoAsk', { entries: countText('entries', run.stored, t) })}\n-# ${t('import.undoStays')}`),
          ...buttons(all),
        ],
        COLOUR.paused,
      ),
    ],
    t,
  );

const NAME_MAX = 60;
/** Imports on the list. */
const SHOWN_MAX = 10;

const lineOf = (run: ShownRun, t: Translator): string =>
  [
    `**${userText(cut(run.name, NAME_MAX))}** · ${timestamp(run.begunAt, 'f')}`,
    `${t(`import.states.${run.state}`)} · ${countText('entries', run.stored, t)} · ${formatDuration(run.ms, t)}`,
    ...undoLine(run, t),
  ].join('\n');

/** What somebody has imported here, newest first. */
export const runsView = (
  runs: readonly { readonly run: ShownRun; readonly button: APIButtonComponent | null }[],
  t: Translator,
): LayoutView => {
  const shown = runs.slice(0, SHOWN_MAX).map(({ run, button }) => {
    const line = lineOf(run, t);
    return button === null ? text(line) : section(line, button);
  });
  const more = runs.length - shown.length;
  return layout(
    [
      container(
        [
          text(`### 📥 ${t('import.list.title')}`),
          ...(shown.length === 0 ? [text(t('import.list.none'))] : []),
          ...shown,
          ...(more > 0 ? [text(t('common.more', { n: formatNumber(more, t) }))] : []),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};

/** Nothing is left of a draft. */
export const discardedView = (t: Translator): LayoutView =>
  layout([container([text(`✖️ ${t('import.discarded')}`)], COLOUR.off)], t);
