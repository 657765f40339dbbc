import { ButtonStyle } from 'discord-api-types/v10';
import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { categoryLabel, type CategoryLook } from '../text.js';
import { personText, type PersonOn } from './people.js';

export interface PeoplePageModel {
  /** What the list is limited to; null: everything. */
  readonly category: CategoryLook | null;
  /** Those of this page. */
  readonly people: readonly PersonOn[];
  /** On all pages together. */
  readonly all: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Custom ids of the buttons that turn the page; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A page of those who are on the clock, longest first. */
export const peoplePage = (model: PeoplePageModel, t: Translator): LayoutView => {
  const { category, people, all, page, pages, before, after } = model;
  const n = formatNumber(all, t);
  const title =
    category === null ? t('dashboards.title', { n }) : t('dashboards.titleOf', { n, category: categoryLabel(category) });
  const turns = [
    [before, t('dashboards.buttons.before')],
    [after, t('dashboards.buttons.after')],
  ] as const;
  return layout(
    [
      container(
        [
          text(`### ${title}${pages > 1 ? `\n-# ${t('dashboards.page', { page, pages })}` : ''}`),
          ...(people.length === 0 ? [] : [lines(people.map((person) => personText(person, t)))]),
          ...buttons(turns.flatMap(([id, label]) => (id === null ? [] : [button(id, label, ButtonStyle.Secondary)]))),
        ],
        all === 0 ? COLOUR.off : (category?.colour ?? COLOUR.running),
      ),
    ],
    t,
  );
};
