import { html, type TemplateResult } from 'lit';
import type { Category } from '../core/contract.js';
import type { Context } from '../core/context.js';
import { vars } from './vars.js';

/** What a category without a colour of its own is shown in. */
export const tintOf = (category: Category | undefined): string | null => category?.colour ?? null;

/** An emoji that the page can show: a custom one is a picture at Discord, and nothing is fetched from others. */
const emojiOf = (category: Category): string | null =>
  category.emoji === null || category.emoji.startsWith('<') ? null : category.emoji;

/** The name of a category as plain text, also of one that is gone. */
export const categoryName = (context: Context, id: string): string => {
  const found = context.category(id);
  if (found === undefined) return id;
  const emoji = emojiOf(found);
  return emoji === null ? found.name : `${emoji} ${found.name}`;
};

/** A dot of its colour and its name. */
export const categoryMark = (context: Context, id: string): TemplateResult =>
  html`<span class="category"
    ><i class="tint" ${vars({ '--tint': tintOf(context.category(id)) })}></i> ${categoryName(context, id)}</span
  >`;

/** The categories that time can be put on; `kept` stays among them even if it can no longer be chosen. */
export const usableCategories = ({ model }: Context, kept: string | null = null): readonly Category[] =>
  model.categories.filter((category) => (category.usable && !category.archived) || category.id === kept);

/** The options of a select. */
export const categoryOptions = (context: Context, chosen: string | null): TemplateResult[] =>
  usableCategories(context, chosen).map(
    (category) =>
      html`<option value=${category.id} ?selected=${category.id === chosen}>${categoryName(context, category.id)}</option>`,
  );

/**
 * The field in which a category is chosen. In one's own space any name will do, since a new one makes a category: what is handed on is an id or such a
 * name, as the API takes it.
 */
export const categoryField = (context: Context, chosen: string, choose: (category: string) => void): TemplateResult => {
  const { t, space } = context;
  const read = (event: Event) => {
    const { target } = event;
    if (target instanceof HTMLSelectElement) choose(target.value);
    if (!(target instanceof HTMLInputElement)) return;
    const name = target.value.trim();
    choose(usableCategories(context, chosen).find((category) => category.name === name)?.id ?? name);
  };
  return html`<label class="field"
    ><span>${t('timer.category')}</span> ${
      space.kind === 'own'
        ? html`<input
              name="category"
              list="own-categories"
              maxlength="50"
              autocomplete="off"
              required
              .value=${context.category(chosen)?.name ?? chosen}
              @change=${read}
            /><span class="hint">${t('timer.ownCategory')}</span
            ><datalist id="own-categories">
              ${usableCategories(context).map(({ name }) => html`<option value=${name}></option>`)}
            </datalist>`
        : html`<select name="category" @change=${read}>
            ${categoryOptions(context, chosen)}
          </select>`
    }</label
  >`;
};
