import { ButtonStyle, type APIActionRowComponent, type APISelectMenuComponent } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { cut } from '../text.js';

export interface PickerModel {
  /** The menu of categories. */
  readonly menu: APIActionRowComponent<APISelectMenuComponent>;
  /** The category that was used last; `label` is plain text. Null when there is none. */
  readonly last: { readonly id: string; readonly label: string } | null;
  /** Categories that the menu has no room for. */
  readonly beyond: number;
}

/** Characters of a button's label. */
const LABEL = 80;

/** Asks for the category to clock in to. Not of components alone: the session's card takes its place. */
export const categoryPicker = ({ menu, last, beyond }: PickerModel, t: Translator): MessageView =>
  messageView({
    content: [t('dashboards.choose'), ...(beyond === 0 ? [] : [`-# ${t('dashboards.beyond', { n: beyond })}`])].join('\n'),
    components: [
      menu,
      ...rows(
        last === null ? [] : [button(last.id, cut(t('dashboards.last', { category: last.label }), LABEL), ButtonStyle.Success)],
      ),
    ],
  });
