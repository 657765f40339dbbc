import { countingOf } from '../domain/counting.js';
import { domainError, type DomainError, type ErrorCode } from '../domain/errors.js';
import { channelId, guildOf, requestId, roleId, type ChannelId, type RoleId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import {
  isSameValue,
  settingRow,
  settingsIn,
  settingsWith,
  withSetting,
  type SettingKey,
  type Settings,
  type SettingValue,
} from '../domain/settings.js';
import type { Recount, RecountTotals } from '../engine/recount/recount.js';
import { mayChooseRoles } from './access.js';
import type { Actor } from './actor.js';
import { changeConfig } from './change-config.js';
import type { GuildChannels, GuildRoles } from './guilds.js';
import type { Means } from './means.js';

export interface Changing extends Pick<Means, 'spaces' | 'ids'> {
  /** What a new space gets of the installation. */
  readonly defaults: Pick<Settings, 'timeZone' | 'locale'>;
  readonly recount: Pick<Recount, 'preview' | 'begin'>;
  readonly roles: Pick<GuildRoles, 'check' | 'resync'>;
  readonly channels: GuildChannels;
}

/** The bot cannot do yet with a role or a channel what the setting is about; it can be put right in Discord. */
export type SettingWarning = { readonly error: DomainError } & (
  { readonly of: 'role'; readonly id: RoleId } | { readonly of: 'channel'; readonly id: ChannelId }
);

/** What came of a change that was asked for. */
export type Outcome =
  | {
      readonly kind: 'stored';
      readonly before: SettingValue;
      readonly warnings: readonly SettingWarning[];
      readonly recounts: boolean;
    }
  /** It stands there already. */
  | { readonly kind: 'same' }
  /** Nothing is changed: the past has to be decided upon first. */
  | { readonly kind: 'asks'; readonly before: SettingValue; readonly moved: RecountTotals };

/** `ask`: where recorded time is concerned, the question comes first. `now`, `recount`: it was answered. */
export type AboutThePast = 'ask' | 'now' | 'recount';

/** What the setting stands at in a space where nobody has chosen anything. */
export const standardOf = (key: SettingKey, { defaults }: Pick<Changing, 'defaults'>): SettingValue =>
  settingsWith(defaults)[key];

/**
 * Changes one setting of the actor's space: the one way for panel, forms, commands and the API. GUILD_ONLY where the space does not have it,
 * ROLE_NOT_YOURS_TO_GIVE, what
 * `GuildRoles.check` and `GuildChannels.check` refuse for good, and what the store refuses. Rejects with `StoreUnavailable`.
 */
export const changeSetting = async (
  actor: Actor,
  key: SettingKey,
  value: SettingValue,
  deps: Changing,
  past: AboutThePast = 'ask',
): Promise<Result<Outcome, DomainError>> => {
  if (!settingsIn(actor.space).includes(key)) return err(domainError('GUILD_ONLY'));
  const { settings, version } = await deps.spaces.get(actor.space);
  const before = settings[key];
  if (isSameValue(before, value)) return ok({ kind: 'same' });
  const may = isGivenRole(key) && value !== null ? mayChooseRoles(actor) : ok(undefined);
  if (!may.ok) return may;
  const usable = await checkUse(actor, key, value, deps);
  if (!usable.ok) return usable;
  if (settingRow(key).past === 'asks' && past === 'ask') {
    const moved = await deps.recount.preview(actor.space, countingOf(withSetting(settings, key, value)));
    // Where nothing is recorded yet, or all of it stays on its days, there is nothing to decide.
    if (moved.movedMs > 0) return ok({ kind: 'asks', before, moved });
  }
  if (version === 0) {
    // Nobody has changed anything here yet: what stands here is stored first, so that the ledger's row of this change tells nothing else.
    const by = { actor: actor.user, requestId: requestId(deps.ids.next()), at: actor.occurredAt, event: 'defaultsKept' };
    const kept = await deps.spaces.update(actor.space, by, ok);
    if (!kept.ok) return kept;
  }
  const stored = await changeConfig(actor, deps, 'settingChanged', (config) =>
    ok({ ...config, settings: withSetting(config.settings, key, value) }),
  );
  if (!stored.ok) return stored;
  if (isGivenRole(key)) deps.roles.resync(actor.space);
  const recounts = past === 'recount';
  if (recounts) {
    const begun = await deps.recount.begin(actor.space, { actor: actor.user, requestId: actor.id, at: actor.occurredAt });
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
  actor: Actor,
  key: SettingKey,
  value: SettingValue,
  { roles, channels }: Pick<Changing, 'roles' | 'channels'>,
): Promise<Result<readonly SettingWarning[], DomainError>> => {
  const { kind } = settingRow(key).input;
  const guild = guildOf(actor.space);
  if (guild === null || typeof value !== 'string' || !(isGivenRole(key) || kind === 'channel')) return ok([]);
  const checked = kind === 'role' ? await roles.check(guild, roleId(value)) : await channels.check(guild, channelId(value));
  if (checked.ok) return ok([]);
  if (HOPELESS.has(checked.error.code)) return checked;
  const { error } = checked;
  return ok([kind === 'role' ? { of: 'role', id: roleId(value), error } : { of: 'channel', id: channelId(value), error }]);
};
