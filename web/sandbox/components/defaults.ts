import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

/** What is chosen before anybody chose. */
export const defaultsOf = (menu: APISelectMenuComponent): readonly string[] =>
  menu.type === ComponentType.StringSelect
    ? menu.options.filter((option) => option.default === true).map(({ value }) => value)
    : (menu.default_values ?? []).map(({ id }) => id);
