import { ButtonStyle } from 'discord-api-types/v10';
import type { UserId } from '../domain/ids.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { buttons, container, text } from './layout/blocks.js';
import { layout } from './layout/layout.js';
import { pagesOf, type Paragraph } from './layout/pages.js';
import { button, type LayoutView } from './message.js';
import type { Caveat } from './session-card.js';
import { categoryLabel, mentionUser, timestamp, type CategoryLook } from './text.js';

export interface WhoRow {
  readonly member: UserId;
  /** ms */
  readonly since: number;
  /** Since when they are on a break, ms; null when they are not, or when the reader may not see it. */
  readonly breakSince: number | null;
}

export interface WhoModel {
  /** In order. `category` null: the reader may not see who is in which. */
  readonly groups: readonly { readonly category: CategoryLook | null; readonly rows: readonly WhoRow[] }[];
  /** The category that the list is limited to. */
  readonly only: CategoryLook | null;
  /** 0-based; beyond the end shows the last. */
  readonly page: number;
  /** The custom id of the button that leads to a page, by turning to it or by looking again. */
  readonly pageId: (page: number, of: 'page' | 'refresh') => string;
  readonly caveat: Caveat | null;
}

const rowOf = ({ member, since, breakSince }: WhoRow, t: Translator): string => {
  const [who, time, relative] = [mentionUser(member), timestamp(since, 't'), timestamp(since, 'R')];
  return breakSince === null
    ? t('who.row', { member: who, time, relative })
    : t('who.onBreak', { member: who, time, relative, break: timestamp(breakSince, 'R') });
};

const titleOf = ({ only }: WhoModel, n: number, t: Translator): string => {
  if (only === null) return n === 0 ? t('who.nobody') : t('who.title', { n });
  const category = categoryLabel(only);
  return n === 0 ? t('who.nobodyIn', { category }) : t('who.titleIn', { category, n });
};

/** Lines with some space before each head. */
const textOf = (lines: readonly string[], heads: ReadonlySet<string>): string =>
  lines.map((line, at) => (at > 0 && heads.has(line) ? `\n${line}` : line)).join('\n');

/** Who is on the clock, a page at a time, with how many more there are. */
export const whoCard = (model: WhoModel, t: Translator): LayoutView => {
  const heads = new Set<string>();
  const paragraphs = model.groups.flatMap(({ category, rows }): readonly Paragraph[] => {
    const lines = rows.map((row) => rowOf(row, t));
    if (category === null) return lines.map((line) => [line]);
    const head = t('who.group', { category: categoryLabel(category), n: rows.length });
    heads.add(head);
    return [[head, ...lines]];
  });
  const total = model.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const pages = pagesOf(paragraphs);
  const page = Math.min(model.page, pages.length - 1);
  const left = pages
    .slice(page + 1)
    .flat()
    .filter((line) => !heads.has(line)).length;
  const place = pages.length === 1 ? [] : [t('common.page', { page: page + 1, pages: pages.length })];
  const foot = [...place, ...(left === 0 ? [] : [t('common.more', { n: left })])].join(' · ');
  const turning =
    pages.length === 1
      ? []
      : [
          button(model.pageId(Math.max(0, page - 1), 'page'), t('common.previous'), ButtonStyle.Secondary, page === 0),
          // Two buttons may not have one id, also where one of them is disabled.
          button(model.pageId(page + 1, 'page'), t('common.next'), ButtonStyle.Secondary, page === pages.length - 1),
        ];
  return layout(
    [
      container(
        [
          text(`### ${titleOf(model, total, t)}`),
          text(textOf(pages[page] ?? [], heads)),
          ...(foot === '' ? [] : [text(`-# ${foot}`)]),
          ...(model.caveat === null ? [] : [text(`-# ${t(`common.${model.caveat}`)}`)]),
          ...buttons([...turning, button(model.pageId(page, 'refresh'), t('who.refresh'), ButtonStyle.Secondary)]),
        ],
        total === 0 ? COLOUR.off : COLOUR.running,
      ),
    ],
    t,
  );
};
