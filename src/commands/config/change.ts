import { countingOf } from '../../domain/counting.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { channelId, guildOf, requestId, roleId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import {
  isSameValue,
  settingRow,
  settingsIn,
  settingsWith,
  withSetting,
  type SettingKey,
  type SettingValue,
} from '../../domain/settings.js';
import type { RecountTotals } from '../../engine/recount/recount.js';
import { errorText } from '../../views/error.js';
import { mentionChannel, mentionRole } from '../../views/text.js';
import { changeConfig } from '../change-config.js';
import type { Deps } from '../deps.js';
import { mayChooseRoles } from '../../actions/access.js';
import type { Context } from '../kit/context.js';

export type Changing = Pick<Deps, 'spaces' | 'defaults' | 'recount' | 'roles' | 'channels' | 'ids'>;

/** What came of a change that was asked for. */
export type Outcome =
  | { readonly kind: 'stored'; readonly before: SettingValue; readonly warnings: readonly string[]; readonly recounts: boolean }
  /** It stands there already. */
  | { readonly kind: 'same' }
  /** Nothing is changed: the past has to be decided upon first. */
  | { readonly kind: 'asks'; readonly before: SettingValue; readonly moved: RecountTotals };

/** `ask`: where recorded time is concerned, the question comes first. `now`, `recount`: it was answered. */
export type AboutThePast = 'ask' | 'now' | 'recount';

/** What the setting stands at in a space where nobody has chosen anything. */
export const standardOf = (key: SettingKey, { defaults }: Pick<Deps, 'defaults'>): SettingValue => settingsWith(defaults)[key];

/**
 * Changes one setting of the interaction's space: the one way for panel, forms and commands. GUILD_ONLY where the space does not have it,
 * ROLE_NOT_YOURS_TO_GIVE, what
 * `GuildRoles.check` and `GuildChannels.check` refuse for good, and what the store refuses. Rejects with `StoreUnavailable`.
 */
export const changeSetting = async (
  ctx: Context,
  key: SettingKey,
  value: SettingValue,
  deps: Changing,
  past: AboutThePast = 'ask',
): Promise<Result<Outcome, DomainError>> => {
  if (!settingsIn(ctx.space).includes(key)) return err(domainError('GUILD_ONLY'));
  const { settings, version } = await deps.spaces.get(ctx.space);
  const before = settings[key];
  if (isSameValue(before, value)) return ok({ kind: 'same' });
  const may = isGivenRole(key) && value !== null ? mayChooseRoles(ctx) : ok(undefined);
  if (!may.ok) return may;
  const usable = await checkUse(ctx, key, value, deps);
  if (!usable.ok) return usable;
  if (settingRow(key).past === 'asks' && past === 'ask') {
    const moved = await deps.recount.preview(ctx.space, countingOf(withSetting(settings, key, value)));
    // Where nothing is recorded yet, or all of it stays on its days, there is nothing to decide.
    if (moved.movedMs > 0) return ok({ kind: 'asks', before, moved });
  }
  if (version === 0) {
    // Nobody has changed anything here yet: what stands here is stored first, so that the ledger's row of this change tells nothing else.
    const by = { actor: ctx.user, requestId: requestId(deps.ids.next()), at: ctx.occurredAt, event: 'defaultsKept' };
    const kept = await deps.spaces.update(ctx.space, by, ok);
    if (!kept.ok) return kept;
  }
  const stored = await changeConfig(ctx, deps, 'settingChanged', (config) =>
    ok({ ...config, settings: withSetting(config.settings, key, value) }),
  );
  if (!stored.ok) return stored;
  if (isGivenRole(key)) deps.roles.resync(ctx.space);
  const recounts = past === 'recount';
  if (recounts) {
    const begun = await deps.recount.begin(ctx.space, { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt });
    if (!begun.ok) return begun;
  }
  return ok({ kind: 'stored', before, warnings: usable.value, recounts });
};

const isGivenRole = (key: SettingKey): boolean => {
  const { input } = settingRow(key);
  return input.kind === 'role' && input.given;
};

/** No admin makes these work; the rest can be put right, so it is only warned of. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([
  'ROLE_NOT_FOUND',
  'ROLE_EVERYONE',
  'ROLE_MANAGED',
  'CHANNEL_NOT_FOUND',
  'CHANNEL_NOT_TEXT',
]);

/** May the bot do with the role or the channel what the setting is about? The warnings, when it cannot yet. */
const checkUse = async (
  ctx: Context,
  key: SettingKey,
  value: SettingValue,
  { roles, channels }: Pick<Deps, 'roles' | 'channels'>,
): Promise<Result<readonly string[], DomainError>> => {
  const { kind } = settingRow(key).input;
  const guild = guildOf(ctx.space);
  if (guild === null || typeof value !== 'string' || !(isGivenRole(key) || kind === 'channel')) return ok([]);
  const checked = kind === 'role' ? await roles.check(guild, roleId(value)) : await channels.check(guild, channelId(value));
  if (checked.ok) return ok([]);
  if (HOPELESS.has(checked.error.code)) return checked;
  const reason = errorText(checked.error, ctx.t);
  return ok([
    kind === 'role'
      ? ctx.t('settings.warning.role', { role: mentionRole(roleId(value)), reason })
      : ctx.t('settings.warning.channel', { channel: mentionChannel(channelId(value)), reason }),
  ]);
};
