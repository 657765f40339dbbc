import type { UserId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';
import { categoryLabel, EMBED, fitLines, mentionUser, timestamp, type CategoryLook } from '../text.js';
import { exportDays, formatName } from './what.js';

/** An export of the time of whoever is told of it, made by somebody else. */
export interface ExportedByOther {
  readonly by: UserId;
  /** ms */
  readonly at: number;
  /** As the formats of exports are named. */
  readonly format: string;
  /** `yyyymmdd`, both in it. */
  readonly from: string;
  readonly to: string;
  /** Null: all categories. */
  readonly category: CategoryLook | null;
  /** Was it of all members? Else of this one alone. */
  readonly ofAll: boolean;
}

const lineOf = ({ by, at, format, from, to, category, ofAll }: ExportedByOther, t: Translator): string => {
  const values = { by: mentionUser(by), when: timestamp(at, 'R') };
  const what = [exportDays(from, to, t), ...(category === null ? [] : [categoryLabel(category)]), formatName(format, t)];
  return `${ofAll ? t('export.told.all', values) : t('export.told.own', values)}\n${what.join(' · ')}`;
};

/** Tells a member who else exported their time, oldest first. What was in the files stands nowhere. */
export const exportedByOthersView = (exports: readonly ExportedByOther[], t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('export.told.title'),
        description: fitLines(
          exports.map((one) => lineOf(one, t)),
          EMBED.description,
          (n) => t('common.more', { n }),
        ),
        color: COLOUR.warning,
      },
    ],
  });
