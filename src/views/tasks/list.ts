import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { taskText, type TaskLine } from './task-text.js';

export interface TaskListModel {
  /** In the order in which they are shown. */
  readonly lines: readonly TaskLine[];
  /** Done ones, instead of those that are still to be done? */
  readonly isDone: boolean;
  /** Of the member, IANA name. */
  readonly zone: string;
}

/** The tasks of a member. */
export const taskList = ({ lines: shown, isDone, zone }: TaskListModel, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(`## 🗒️ ${t(isDone ? 'tasks.titleDone' : 'tasks.title')}`),
          separator(),
          shown.length === 0
            ? text(t(isDone ? 'tasks.noneDone' : 'tasks.none'))
            : lines(shown.map((line) => taskText(line, zone, t))),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );

/** One task, after something was done with it; `done` says what, and is safe to show. */
export const taskCard = (line: TaskLine, done: string, hint: string | null, zone: string, t: Translator): LayoutView =>
  layout(
    [
      container(
        [text(`✅ ${done}`), separator(), text(taskText(line, zone, t)), ...(hint === null ? [] : [text(`-# ${hint}`)])],
        COLOUR.ended,
      ),
    ],
    t,
  );
