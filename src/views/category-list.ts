import { ButtonStyle } from 'discord-api-types/v10';
import type { Category } from '../domain/category.js';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { userText } from '../i18n/user-text.js';
import { COLOUR } from './colours.js';
import { button, messageView, rows, type MessageView } from './message.js';
import { categoryLabel, mentionRole } from './text.js';

/** Characters of a page's text, and categories on it: a page should be readable, and Discord takes 4096. */
const PAGE_CHARACTERS = 3500;
const PAGE_ROWS = 15;

export interface CategoryListModel {
  /** Active ones by order, then archived ones. */
  readonly categories: readonly Category[];
  /** 0-based; beyond the end shows the last. */
  readonly page: number;
  /** The custom id of the button that leads to a page. */
  readonly pageId: (page: number) => string;
}

const hex = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

/** Only where it is not what the server says. */
const reminderText = ({ reminderAfter = null }: Category, t: Translator): string => {
  if (reminderAfter === null) return '';
  return reminderAfter === 0
    ? t('categories.list.noReminder')
    : t('categories.list.reminder', { duration: formatDuration(reminderAfter * 60_000, t) });
};

const entry = (category: Category, t: Translator): string => {
  const facts = [
    category.archived ? t('categories.list.archivedMark') : '',
    t('categories.list.weight', { weight: category.weight }),
    category.colour === null ? '' : hex(category.colour),
    category.role === null ? '' : t('categories.list.role', { role: mentionRole(category.role) }),
    reminderText(category, t),
    category.requires === null ? '' : t('permissions.requires', { role: mentionRole(category.requires) }),
  ].filter((fact) => fact !== '');
  const number = category.archived ? '🗄️' : `${category.order + 1}\\.`;
  const head = `${number} **${categoryLabel(category)}** · ${facts.join(' · ')}`;
  return category.description === null ? head : `${head}\n${userText(category.description)}`;
};

/** Pages of entries, none longer than a page may be. */
const paginate = (entries: readonly string[]): readonly (readonly string[])[] => {
  const pages: string[][] = [[]];
  let room = PAGE_CHARACTERS;
  for (const text of entries) {
    const last = pages.at(-1) ?? [];
    if (last.length > 0 && (last.length === PAGE_ROWS || text.length + 1 > room)) {
      pages.push([text]);
      room = PAGE_CHARACTERS - text.length;
    } else {
      last.push(text);
      room -= text.length + 1;
    }
  }
  return pages;
};

/** All categories of a guild with their settings, a page at a time. */
export const categoryList = ({ categories, page, pageId }: CategoryListModel, t: Translator): MessageView => {
  const pages = paginate(categories.map((category) => entry(category, t)));
  const at = Math.min(Math.max(0, page), pages.length - 1);
  const archived = categories.filter((category) => category.archived).length;
  const counts = t('categories.list.counts', { active: categories.length - archived, archived });
  const turn = (to: number, label: string) => button(pageId(to), label, ButtonStyle.Secondary, to < 0 || to >= pages.length);
  return messageView({
    embeds: [
      {
        title: t('categories.list.title'),
        description: categories.length === 0 ? t('categories.list.empty') : (pages[at] ?? []).join('\n'),
        color: COLOUR.ended,
        footer: {
          text: pages.length === 1 ? counts : `${counts} · ${t('common.page', { page: at + 1, pages: pages.length })}`,
        },
      },
    ],
    components: pages.length === 1 ? [] : rows([turn(at - 1, t('common.previous')), turn(at + 1, t('common.next'))]),
  });
};
