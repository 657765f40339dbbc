import type { z } from 'zod';
import type { Allowance } from '../../domain/allowances.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import type { Route, RouteArgs } from './custom-id.js';
import type { Visibility } from './define.js';
import type { ControlGuard } from './guards.js';
import type { Submitted } from './interaction.js';
import type { Reply } from './reply.js';

/** What came along with a click or a form. */
export interface Submission {
  /** Values of a select. */
  readonly selected: readonly string[];
  /** What was put into the fields of a form, by their custom ids. */
  readonly fields: ReadonlyMap<string, Submitted>;
  /** Discord's description of the people, roles, channels and files that are named above; not parsed yet. */
  readonly resolved: unknown;
}

/** A button, select or form: everything that a custom id of ours leads to. Its types are closed over. */
export interface Component {
  readonly route: string;
  readonly guards: readonly ControlGuard<unknown>[];
  readonly visibility: Visibility;
  readonly allowance: Allowance;
  /** What the values of a custom id say; undefined for anything that the route never wrote. */
  read(values: readonly string[]): unknown;
  /** @param args what `read` made of the custom id */
  run(ctx: Context, args: unknown, submission: Submission, deps: Deps): Promise<Reply>;
}

export type RouteFields = Readonly<Record<string, z.ZodType<string | number>>>;

/** What every kind of component declares. */
export interface ComponentBase<F extends RouteFields> {
  readonly route: Route<F>;
  readonly guards: readonly ControlGuard<RouteArgs<F>>[];
  /** Of messages that answer a click; private unless told. What updates the message is seen by whoever sees that. */
  readonly visibility?: Visibility;
  /** What it is counted for; `other` unless told. */
  readonly allowance?: Allowance;
}

interface ComponentSpec<F extends RouteFields> extends ComponentBase<F> {
  run(ctx: Context, args: RouteArgs<F>, deps: Deps): Promise<Reply>;
}

/** A button. Ids that the route never wrote are answered with STALE_CONTROL. */
export const defineButton = <F extends RouteFields>(spec: ComponentSpec<F>): Component => ({
  route: spec.route.name,
  guards: spec.guards,
  visibility: spec.visibility ?? 'ephemeral',
  allowance: spec.allowance ?? 'other',
  read: (values) => spec.route.decode(values),
  run: (ctx, args: RouteArgs<F>, _submission, deps) => spec.run(ctx, args, deps),
});
