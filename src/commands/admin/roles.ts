import { editCategory } from '../../domain/category-rules.js';
import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { guildOf, type GuildId, type RoleId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import type { SpaceConfig } from '../../domain/space.js';
import { COLOUR } from '../../views/colours.js';
import { errorText } from '../../views/error.js';
import { noticeView } from '../../views/notice.js';
import { roleOverview } from '../../views/role-overview.js';
import { categoryLabel, mentionRole } from '../../views/text.js';
import { activeChoices } from '../category-choices.js';
import { changeConfig } from '../../actions/change-config.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { mayChooseRoles } from '../../actions/access.js';
import { needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';

type Needs = Pick<Deps, 'spaces' | 'roles'>;
type Kind = 'on' | 'break' | 'category';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const kind = opt.choice(['on', 'break', 'category']).required();
const category = opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional();
/** Nothing that an admin does to the server makes these work. The others may be put right, so they are only warned of. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['ROLE_NOT_FOUND', 'ROLE_EVERYONE', 'ROLE_MANAGED']);

const guildOr = (ctx: Context): Result<GuildId, DomainError> => {
  const guild = guildOf(ctx.space);
  return guild === null ? err(domainError('GUILD_ONLY')) : ok(guild);
};

/** The configuration with one role put in or (null) taken out. */
const withRole = (
  config: SpaceConfig,
  which: Kind,
  role: RoleId | null,
  input: string | undefined,
): Result<SpaceConfig, DomainError> => {
  switch (which) {
    case 'on':
      return ok({ ...config, settings: { ...config.settings, onRole: role } });
    case 'break':
      return ok({ ...config, settings: { ...config.settings, breakRole: role } });
    case 'category': {
      if (input === undefined) return err(domainError('CATEGORY_REQUIRED'));
      const named = namedCategory(config, input);
      return named.ok ? editCategory(config, named.value.id, { role }) : named;
    }
  }
};

/** Stores, has everyone concerned looked at again, and says what was done. */
const store = async (
  ctx: Context,
  deps: Needs,
  change: { readonly event: string; readonly which: Kind; readonly role: RoleId | null; readonly category: string | undefined },
  warnings: readonly string[],
): Promise<Reply> => {
  const stored = await changeConfig(ctx, deps, change.event, (config) =>
    withRole(config, change.which, change.role, change.category),
  );
  if (!stored.ok) return failure(stored.error);
  deps.roles.resync(ctx.space);
  const named = change.category === undefined ? undefined : namedCategory(stored.value, change.category);
  const label = named?.ok === true ? categoryLabel(named.value) : '';
  const text =
    change.role === null
      ? ctx.t(`roles.cleared.${change.which}`, { category: label })
      : ctx.t(`roles.set.${change.which}`, { category: label, role: mentionRole(change.role) });
  return message(noticeView(text, warnings));
};

/** Finds or creates both roles and uses them. As `GuildRoles.ensure`, and what the store refuses. */
export const setUpRoles = async (
  ctx: Context,
  deps: Needs,
): Promise<Result<{ readonly on: RoleId; readonly pause: RoleId }, DomainError>> => {
  const guild = guildOr(ctx);
  if (!guild.ok) return guild;
  // Everyone in the guild reads the roles' names, so they are in its language.
  const { tPublic } = ctx;
  const reason = tPublic('roles.reason');
  const on = await deps.roles.ensure(guild.value, { name: tPublic('roles.names.on'), colour: COLOUR.running, reason });
  if (!on.ok) return on;
  const pause = await deps.roles.ensure(guild.value, { name: tPublic('roles.names.break'), colour: COLOUR.paused, reason });
  if (!pause.ok) return pause;
  const roles = { onRole: on.value, breakRole: pause.value };
  const stored = await changeConfig(ctx, deps, 'rolesSetUp', (config) =>
    ok({ ...config, settings: { ...config.settings, ...roles } }),
  );
  if (!stored.ok) return stored;
  deps.roles.resync(ctx.space);
  return ok({ on: on.value, pause: pause.value });
};

const setup = defineCommand({
  ...shared,
  name: 'setup',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const made = await setUpRoles(ctx, deps);
    if (!made.ok) return failure(made.error);
    const { on, pause } = made.value;
    return message(noticeView(ctx.t('roles.setupDone', { on: mentionRole(on), break: mentionRole(pause) })));
  },
});

const set = defineCommand({
  ...shared,
  name: 'set',
  guards: [mayChooseRoles],
  options: { kind, role: opt.role().required(), category },
  async run(ctx, options, deps: Needs) {
    const guild = guildOr(ctx);
    if (!guild.ok) return failure(guild.error);
    const { role } = options;
    const check = await deps.roles.check(guild.value, role);
    if (!check.ok && HOPELESS.has(check.error.code)) return failure(check.error);
    const warnings = check.ok ? [] : [ctx.t('roles.warning', { role: mentionRole(role), reason: errorText(check.error, ctx.t) })];
    return store(ctx, deps, { event: 'roleSet', which: options.kind, role, category: options.category }, warnings);
  },
});

const clear = defineCommand({
  ...shared,
  name: 'clear',
  options: { kind, category },
  run: (ctx, options, deps: Needs) =>
    store(ctx, deps, { event: 'roleCleared', which: options.kind, role: null, category: options.category }, []),
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: {},
  async run(ctx, _options, deps: Needs) {
    const guild = guildOr(ctx);
    if (!guild.ok) return failure(guild.error);
    const { settings, categories } = await deps.spaces.get(ctx.space);
    const problems = deps.roles.problems(guild.value);
    return message(roleOverview({ onRole: settings.onRole, breakRole: settings.breakRole, categories, problems }, ctx.t));
  },
});

export const roles = defineGroup({ name: 'roles', guards: [needs(MAY_CHANGE_SETTINGS)], children: [setup, set, clear, show] });
