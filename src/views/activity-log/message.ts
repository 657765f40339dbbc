import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { logLine, type LogEvent } from './event.js';

export interface LogMessageModel {
  /** Oldest first. Those for which there is no room are counted. */
  readonly events: readonly LogEvent[];
  /** Events before these that are not told. */
  readonly missed: number;
  /** ms */
  readonly now: number;
}

/** A message of the activity log: one line for each event. */
export const logMessage = ({ events, missed, now }: LogMessageModel, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          ...(missed === 0 ? [] : [text(`-# ${t('activitylog.missed', { count: missed })}`)]),
          lines(events.map((event) => logLine(event, now, t))),
        ],
        events.some(({ kind }) => kind === 'roles') ? COLOUR.warning : COLOUR.ended,
      ),
    ],
    t,
  );
