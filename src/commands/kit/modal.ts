import { ComponentType, type APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Result } from '../../domain/result.js';
import { ok } from '../../domain/result.js';
import type { DomainError } from '../../domain/errors.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Component, ComponentBase, RouteFields, Submission } from './component.js';
import type { Context } from './context.js';
import type { RouteArgs } from './custom-id.js';
import { demand, type BoundedText, type Field } from './fields/field.js';
import { FORM } from './limits.js';
import { failure, modal, type Reply } from './reply.js';

type Fields = Readonly<Record<string, Field<unknown>>>;
type Values<S extends Fields> = { readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never };
type Given<S extends Fields> = { readonly [K in keyof S]?: S[K] extends Field<unknown, infer G> ? G : never };

type Told = Readonly<Record<string, string | number>>;

interface ModalSpec<F extends RouteFields, S extends Fields> extends ComponentBase<F> {
  /** At most 45 characters. */
  readonly title: MessageKey;
  /** One to five, in the order in which they are shown; their names are their custom ids. */
  readonly fields: S;
  run(ctx: Context, args: RouteArgs<F>, values: Values<S>, deps: Deps): Promise<Reply>;
}

/** A form: what opens it, and the component that its submission comes to. */
export interface Modal<F extends RouteFields, S extends Fields> extends Component {
  /** All texts in it, with their limits. */
  readonly texts: readonly BoundedText[];
  /** @param told what the fields' descriptions have as arguments */
  view(t: Translator, args: RouteArgs<F>, given?: Given<S>, told?: Told): APIModalInteractionResponseCallbackData;
  /** The answer that opens it. Only of handlers that did no I/O: a form cannot follow a defer. */
  open(ctx: Pick<Context, 't'>, args: RouteArgs<F>, given?: Given<S>, told?: Told): Reply;
}

/**
 * A form, declared once: its fields with their types, what opens it, and what is done with what was filled in. What does not fit is answered
 * with the first field's refusal, before the handler. Texts that are too long for Discord are cut off.
 * @throws RangeError when Discord would refuse the form
 */
export const defineModal = <F extends RouteFields, const S extends Fields>(spec: ModalSpec<F, S>): Modal<F, S> => {
  const { route, guards, visibility = 'ephemeral', allowance = 'other', title, fields } = spec;
  const entries = Object.entries(fields);
  demand(entries.length >= 1 && entries.length <= FORM.fields, `a form of ${entries.length} fields`);
  const view: Modal<F, S>['view'] = (t, args, given, told) => {
    const known: Readonly<Record<string, unknown>> = given ?? {};
    return {
      custom_id: route.encode(args),
      title: cut(t(title), FORM.title),
      components: entries.map(([name, field]) => ({
        type: ComponentType.Label,
        label: cut(t(field.texts.label), FORM.label),
        ...(field.texts.description === undefined
          ? {}
          : { description: cut(t(field.texts.description, told), FORM.description) }),
        component: field.component(name, t, known[name]),
      })),
    };
  };
  return {
    route: route.name,
    guards,
    visibility,
    allowance,
    texts: [
      { key: title, max: FORM.title },
      ...entries.flatMap(([, { texts, further }]) => [
        { key: texts.label, max: FORM.label },
        ...(texts.description === undefined ? [] : [{ key: texts.description, max: FORM.description }]),
        ...further,
      ]),
    ],
    view,
    open: ({ t }, args, given, told) => modal(view(t, args, given, told)),
    read: (values) => route.decode(values),
    run(ctx, args: RouteArgs<F>, submission, deps) {
      const values = readFields(ctx, fields, submission);
      return values.ok ? spec.run(ctx, args, values.value, deps) : Promise.resolve(failure(values.error));
    },
  };
};

const readFields = <S extends Fields>(ctx: Context, fields: S, submission: Submission): Result<Values<S>, DomainError> => {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.read(submission.fields.get(name), {
      label: ctx.t(field.texts.label),
      resolved: submission.resolved,
      fileSizeLimit: ctx.fileSizeLimit,
    });
    if (!value.ok) return value;
    values[name] = value.value;
  }
  // Each was read by the field of its name, which is what `Values` says.
  return ok(values as Values<S>);
};
