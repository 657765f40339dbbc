import type { Dashboard } from '../../domain/dashboards.js';
import type { DomainError } from '../../domain/errors.js';
import type { GuildId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { errorText } from '../error.js';
import type { LayoutView } from '../message.js';
import { categoryLabel, mentionChannel, mentionUser, timestamp, type CategoryLook } from '../text.js';

export interface DashboardRow extends Pick<Dashboard, 'channel' | 'message' | 'by' | 'at'> {
  /** What it is about; null: the whole server. */
  readonly category: CategoryLook | null;
  /** What Discord refuses. */
  readonly problem: DomainError | null;
}

export interface DashboardListModel {
  readonly guild: GuildId | null;
  /** In the order of their numbers. */
  readonly rows: readonly DashboardRow[];
}

const rowText = (
  { channel, message, category, by, at, problem }: DashboardRow,
  number: number,
  guild: GuildId | null,
  t: Translator,
): string => {
  const what = category === null ? t('dashboards.all') : categoryLabel(category);
  const where =
    guild === null || message === null
      ? t('dashboards.notYet')
      : `[${t('dashboards.open')}](https://discord.com/channels/${guild}/${channel}/${message})`;
  const asked = t('dashboards.askedBy', { member: mentionUser(by), date: timestamp(at, 'f') });
  return [
    `**${number}** · ${mentionChannel(channel)} · ${what} · ${where}`,
    `-# ${asked}`,
    ...(problem === null ? [] : [`⚠️ ${errorText(problem, t)}`]),
  ].join('\n');
};

/** The dashboards of a server, for those who manage them. */
export const dashboardList = ({ guild, rows }: DashboardListModel, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(`### ${t('dashboards.list')}`),
          rows.length === 0 ? text(t('dashboards.none')) : lines(rows.map((row, at) => rowText(row, at + 1, guild, t))),
        ],
        rows.some(({ problem }) => problem !== null) ? COLOUR.warning : COLOUR.ended,
      ),
    ],
    t,
  );
