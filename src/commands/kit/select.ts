import {
  ComponentType,
  type APIActionRowComponent,
  type APIComponentInLabel,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Component, ComponentBase, RouteFields } from './component.js';
import type { Context } from './context.js';
import type { RouteArgs } from './custom-id.js';
import type { Field } from './fields/field.js';
import { SELECT } from './limits.js';
import { failure, type Reply } from './reply.js';

interface SelectSpec<F extends RouteFields, T, G> extends ComponentBase<F> {
  /** A select, as in a form; its label is shown while nothing is selected. */
  readonly field: Field<T, G>;
  run(ctx: Context, args: RouteArgs<F>, selected: T, deps: Deps): Promise<Reply>;
}

/** A menu on a message: what shows it, and the component that a selection comes to. */
export interface Select<F extends RouteFields, G> extends Component {
  /** The row that holds it. */
  row(t: Translator, args: RouteArgs<F>, given?: G): APIActionRowComponent<APISelectMenuComponent>;
}

const SELECTS: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.ChannelSelect,
  ComponentType.MentionableSelect,
]);
const isSelect = (component: APIComponentInLabel): component is APISelectMenuComponent => SELECTS.has(component.type);

/** The row that a select stands in on a message, whoever handles what is selected there. Its label is shown while nothing is selected. */
export const menuRow = <G>(
  field: Field<unknown, G>,
  customId: string,
  t: Translator,
  given?: G,
): APIActionRowComponent<APISelectMenuComponent> => {
  const component = field.component(customId, t, given);
  if (!isSelect(component)) throw new RangeError('only selects stand on messages');
  const menu = { ...component, placeholder: cut(t(field.texts.label), SELECT.placeholder) };
  // That is for forms: on a message `min_values` says it.
  delete menu.required;
  return { type: ComponentType.ActionRow, components: [menu] };
};

/** A menu on a message, declared once, with what is done when something is selected. What does not fit is answered with the field's refusal. */
export const defineSelect = <F extends RouteFields, T, G>(spec: SelectSpec<F, T, G>): Select<F, G> => {
  const { route, guards, visibility = 'ephemeral', allowance = 'other', field } = spec;
  return {
    route: route.name,
    guards,
    visibility,
    allowance,
    row: (t, args, given) => menuRow(field, route.encode(args), t, given),
    read: (values) => route.decode(values),
    run(ctx, args: RouteArgs<F>, { selected, resolved }, deps) {
      const reading = { label: ctx.t(field.texts.label), resolved, fileSizeLimit: ctx.fileSizeLimit };
      const value = field.read({ custom_id: '', values: [...selected] }, reading);
      return value.ok ? spec.run(ctx, args, value.value, deps) : Promise.resolve(failure(value.error));
    },
  };
};
