import { ButtonStyle } from 'discord-api-types/v10';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { Difference } from '../../domain/verify-member.js';
import { formatSeconds } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, mentionUser, type CategoryLook } from '../text.js';
import { dayText } from './explain-view.js';

export interface VerifiedMember {
  readonly user: UserId;
  readonly entries: number;
  readonly changes: number;
  readonly differences: readonly Difference[];
  readonly compared: 'yes' | 'no' | 'changing';
}

export interface VerifyModel {
  readonly members: readonly VerifiedMember[];
  readonly look: (id: CategoryId) => CategoryLook;
  readonly page: number;
  readonly pages: number;
  readonly pageId: (page: number) => string;
}

/** Differences of one member that are shown. */
const SHOWN = 10;

const differenceText = (difference: Difference, look: VerifyModel['look'], t: Translator): string => {
  switch (difference.kind) {
    case 'total':
      return t('explain.verify.total', {
        day: dayText(difference.day),
        category: categoryLabel(look(difference.category)),
        fromEntries: signed(difference.fromEntries, t),
        stored: signed(difference.stored, t),
      });
    case 'session':
    case 'twice':
    case 'gap':
      return t(`explain.verify.${difference.kind}`, { id: userText(difference.session) });
  }
};

/** What is wrong may be below zero. */
const signed = (ms: number, t: Translator): string => `${ms < 0 ? '−' : ''}${formatSeconds(Math.floor(Math.abs(ms) / 1000), t)}`;

const outcomeOf = ({ compared, differences }: VerifiedMember, t: Translator): string => {
  if (compared === 'changing') return `⏳ ${t('explain.verify.changing')}`;
  const found =
    differences.length === 0
      ? `✅ ${t('explain.verify.fine')}`
      : `⚠️ ${t('explain.verify.differences', { count: differences.length })}`;
  return compared === 'no' ? `${found} (${t('explain.verify.notCompared')})` : found;
};

const linesOf = (member: VerifiedMember, look: VerifyModel['look'], t: Translator): readonly string[] => [
  `${t('explain.verify.member', {
    who: mentionUser(member.user),
    entries: t('explain.verify.entries', { count: member.entries }),
    changes: t('explain.verify.changes', { count: member.changes }),
  })} · ${outcomeOf(member, t)}`,
  ...member.differences.slice(0, SHOWN).map((difference) => `- ${differenceText(difference, look, t)}`),
  ...(member.differences.length > SHOWN ? [t('common.more', { n: member.differences.length - SHOWN })] : []),
];

/** What came of recomputing the totals and entries of some members. */
export const verifyView = ({ members, look, page, pages, pageId }: VerifyModel, t: Translator): LayoutView => {
  const isFine = members.every(({ differences }) => differences.length === 0);
  const place = pages <= 1 ? '' : `\n-# ${t('common.page', { page: page + 1, pages })}`;
  const turning =
    pages <= 1
      ? []
      : [
          button(pageId(Math.max(0, page - 1)), t('common.previous'), ButtonStyle.Secondary, page === 0),
          button(pageId(page + 1), t('common.next'), ButtonStyle.Secondary, page >= pages - 1),
        ];
  const rows = members.flatMap((member) => linesOf(member, look, t));
  return layout(
    [
      container(
        [
          text(`### ${t('explain.verify.title')}${place}`),
          rows.length === 0 ? text(t('explain.verify.none')) : lines(rows),
          text(`-# ${t('explain.verify.hint')}`),
          ...buttons(turning),
        ],
        isFine ? COLOUR.running : COLOUR.warning,
      ),
    ],
    t,
  );
};
