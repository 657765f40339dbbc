import type { APIActionRowComponent, APIButtonComponent, APISelectMenuComponent } from 'discord-api-types/v10';
import { SETUP_STEPS, type SetupState, type SetupStep } from '../../domain/setup.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';

type MenuRow = APIActionRowComponent<APISelectMenuComponent>;

export interface SetupStepModel {
  readonly step: SetupStep;
  readonly state: SetupState;
  /** What was chosen; markdown, safe to show. */
  readonly value: string;
  /** What the bot may not do there and how to mend it; translated, safe to show. */
  readonly problems: readonly string[];
}

export interface SetupModel {
  /** All of them, in order. */
  readonly steps: readonly SetupStepModel[];
  /** The step that is to be decided, with what decides it; null when nothing is open. */
  readonly current: {
    readonly step: SetupStep;
    /** What is in the way of it already; translated, safe to show. */
    readonly hints: readonly string[];
    readonly menus: readonly MenuRow[];
    readonly buttons: readonly APIButtonComponent[];
  } | null;
  /** What was just done, already translated and safe to show; null when nothing was. */
  readonly done: string | null;
  /** Leads to any step. */
  readonly go: MenuRow;
}

const MARKS: Readonly<Record<SetupState, string>> = { done: '✅', left: '➖', open: '⬜' };

const stepLines = ({ step, state, value, problems }: SetupStepModel, t: Translator): readonly string[] => {
  const shown = state === 'done' ? value : t(`setup.state.${state}`);
  return [
    `${MARKS[state]} ${t('setup.line', { name: t(`setup.steps.${step}.name`), value: shown })}`,
    ...problems.map((problem) => `-# ⚠️ ${problem}`),
  ];
};

const currentBlocks = (current: NonNullable<SetupModel['current']>, t: Translator): readonly Block[] => {
  const { step, hints } = current;
  const params = { n: SETUP_STEPS.indexOf(step) + 1, of: SETUP_STEPS.length, name: t(`setup.steps.${step}.name`) };
  const head = `### ${t('setup.current', params)}\n${t(`setup.steps.${step}.text`)}`;
  return [
    text([head, ...hints.map((hint) => `⚠️ ${hint}`)].join('\n')),
    ...current.menus.map((row) => menu(row)),
    ...buttons(current.buttons),
  ];
};

/** How far a server is set up, and the next thing to decide. */
export const setupPanel = ({ steps, current, done, go }: SetupModel, t: Translator): LayoutView => {
  const open = steps.filter(({ state }) => state === 'open').length;
  const hasProblems = steps.some(({ problems }) => problems.length > 0);
  return layout(
    [
      container(
        [
          text(`## 🧭 ${t('setup.title')}\n${open === 0 ? t('setup.finished') : t('setup.open', { count: open })}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          lines(steps.flatMap((step) => stepLines(step, t))),
          separator(),
          ...(current === null ? [] : [...currentBlocks(current, t), separator()]),
          menu(go),
        ],
        hasProblems ? COLOUR.warning : open === 0 ? COLOUR.running : COLOUR.ended,
      ),
    ],
    t,
  );
};
