import { ButtonStyle } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { Translator } from '../../i18n/translator.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import { userText } from '../../i18n/user-text.js';
import type { Change, Plan } from '../../scheduler/plan.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, lines, picture, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { changeText, daysText, unplacedText } from './plan-text.js';

export interface PlanModel {
  /** `preview`: nothing was changed; `run`: the changes were made; `show`: as it stands. */
  readonly of: 'preview' | 'run' | 'show';
  readonly plan: Plan;
  readonly changes: readonly Change[];
  readonly failed: readonly { readonly change: Change; readonly error: DomainError }[];
  /** Of the member, IANA name. */
  readonly zone: string;
  /** ms */
  readonly now: number;
  readonly daysAhead: number;
  /** ms of busy time in these days, without what overlaps. */
  readonly busyMs: number;
  readonly isOn: boolean;
  readonly picture: { readonly url: string; readonly alt: string } | null;
  /** Of the button that carries the changes out; null: there are none. */
  readonly runId: string | null;
}

const headOf = ({ of, changes, failed, plan, daysAhead, busyMs }: PlanModel, t: Translator): string => {
  const n = changes.length;
  const said =
    of === 'show'
      ? t('plan.head.show', { days: formatNumber(daysAhead, t) })
      : n === 0
        ? t('plan.head.same')
        : t(of === 'run' ? 'plan.head.run' : 'plan.head.preview', { count: n - failed.length });
  const busy = busyMs === 0 ? '' : ` ${t('plan.head.busy', { duration: formatDuration(busyMs, t) })}`;
  const tasks = plan.filter(({ outcome }) => outcome.kind !== 'left-out').length;
  return `## 🗓️ ${t(`plan.title.${of}`)}\n${said} ${t('plan.head.tasks', { count: tasks })}${busy}`;
};

/** A plan: what changes, when what is to be done, and what finds no place. */
export const planCard = (model: PlanModel, t: Translator): LayoutView => {
  const { of, plan, changes, failed, zone, now, isOn, picture: drawn, runId } = model;
  const planned = new Map(plan.map((each) => [each.task, each]));
  const unplaced = plan.flatMap((each) => unplacedText(each, t) ?? []);
  const days = daysText(plan, zone, now, t);
  const said = changes.map((change) => `• ${changeText(change, planned.get(change.task), zone, now, t)}`);
  const part = (title: string, all: readonly string[]): readonly Block[] =>
    all.length === 0 ? [] : [separator(), text(`**${title}**`), lines(all)];
  return layout(
    [
      container(
        [
          text(headOf(model, t)),
          ...(of === 'show' ? [] : part(t('plan.changes'), said)),
          ...(failed.length === 0
            ? []
            : part(
                t('plan.failed'),
                failed.map(({ change, error }) => `• **${userText(change.task.name)}**: ${errorText(error, t)}`),
              )),
          ...part(
            t('plan.noPlace'),
            unplaced.map((line) => `• ${line}`),
          ),
          ...(of === 'show' ? [separator(), days.length === 0 ? text(t('plan.nothing')) : lines(days)] : []),
          ...(drawn === null ? [] : [picture(drawn.url, drawn.alt)]),
          text(`-# ${t('plan.zone', { zone })} ${t(isOn ? 'plan.isOn' : 'plan.isOff')}`),
          ...(runId === null ? [] : buttons([button(runId, t('plan.runIt'), ButtonStyle.Primary)])),
        ],
        failed.length > 0 ? COLOUR.warning : COLOUR.ended,
      ),
    ],
    t,
  );
};
