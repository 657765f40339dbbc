import { createHash } from 'node:crypto';
import { readDashboard, settled, type ContentDeps } from '../../commands/dashboards/content.js';
import { withoutDashboard, type Dashboard } from '../../domain/dashboards.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { channelId, requestId, type SpaceId } from '../../domain/ids.js';
import type { Ids } from '../../domain/ports.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import type { ShownDashboard, ShownDashboards } from '../../engine/shown-dashboards.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import type { LayoutView } from '../../views/message.js';
import { serverDashboard } from '../../views/dashboards/server.js';
import { mentionChannel } from '../../views/text.js';
import { DONE, type Attempt, type DesiredState, type Outcome } from '../desired/definition.js';
import { DISCORD_CODE, hasCode } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { KeptDashboard } from './kept.js';
import { createPosting } from './posting.js';

/** What a dashboard should show. */
export interface Wish {
  readonly view: LayoutView;
  /** The same as long as no edit is needed. */
  readonly fingerprint: string;
}

export interface DashboardDeps extends ContentDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly shown: ShownDashboards;
  readonly translate: (locale: string) => Translator;
  readonly ids: Ids;
  /** Keys of dashboards of which Redis may have lost what they show: the next look edits them, whatever is remembered. */
  readonly doubted: Set<string>;
}

/** Names a dashboard among those of all spaces. */
export const dashboardKey = (space: SpaceId, id: string): string => `${space}:${id}`;

const MINUTE = 60_000;

/** What somebody can do about it, by the error's code. */
const WARNINGS: Partial<Record<ErrorCode, MessageKey>> = {
  MESSAGE_NOT_FOUND: 'dashboards.warning.messageDeleted',
  CHANNEL_NOT_FOUND: 'dashboards.warning.channelDeleted',
  CHANNEL_HIDDEN: 'dashboards.warning.hidden',
  CHANNEL_READ_ONLY: 'dashboards.warning.readOnly',
};

const fingerprintOf = (view: LayoutView): string => createHash('sha1').update(JSON.stringify(view)).digest('base64url');

/** Dashboards as desired state: each is a message that shows what is so in its server. */
export const dashboardMessages = (deps: DashboardDeps): DesiredState<string, Wish, KeptDashboard, undefined> => {
  const { rest, documents, spaces, shown, translate, clock, ids, doubted } = deps;
  const posting = createPosting(deps);
  const kept = documents.of(dashboards);
  const find = async (space: SpaceId, id: string): Promise<Dashboard | undefined> =>
    (await kept.get(space)).dashboards.find((one) => one.id === id);

  /** Counts how often what a dashboard should show has been another than before, since this process began: desired state wants a number that grows. */
  const versions = new Map<string, { readonly fingerprint: string; readonly version: number }>();
  const versionOf = (key: string, fingerprint: string): number => {
    const last = versions.get(key);
    if (last?.fingerprint === fingerprint) return last.version;
    const version = (last?.version ?? 0) + 1;
    versions.set(key, { fingerprint, version });
    return version;
  };

  /**
   * What this process has put there last: Redis may lose its last second, and then a message would be taken to show what it showed before. Another
   * process may have put something there since.
   */
  const put = new Map<string, ShownDashboard>();

  /** Edits the message, or looks whether it is still there. */
  const bringUpToDate = async (attempt: Attempt<string>, { view, fingerprint }: Wish, is: KeptDashboard): Promise<Outcome> => {
    const { dashboard } = is;
    const message = dashboard?.message ?? null;
    if (dashboard === undefined || message === null) return DONE;
    const path = `/channels/${dashboard.channel}/messages/${message}` as const;
    const key = dashboardKey(attempt.space, attempt.id);
    if (!is.shows(fingerprint) || doubted.has(key)) {
      await attempt.request();
      try {
        await rest.request('PATCH', path, { body: view });
      } catch (error) {
        if (!hasCode(error, DISCORD_CODE.tooManyOldEdits)) throw error;
        // Discord rations edits of old messages, and does not say how many. A new message takes its place, without a sound.
        await posting.post(attempt, view, fingerprint, is);
        doubted.delete(key);
        return DONE;
      }
      await is.edited(message, fingerprint, clock.now());
      doubted.delete(key);
    } else if (attempt.verify && is.isUnseenAt(clock.now())) {
      await attempt.look();
      await rest.request('GET', path);
      await is.seen(clock.now());
    }
    return DONE;
  };

  /** Remembers that it is kept no longer; false when it is another message by now. */
  const end = async (space: SpaceId, dashboard: Dashboard): Promise<boolean> => {
    const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'dashboardEnded', source: 'sweep' };
    const ended = await kept.update(space, by, (document) => {
      const rest = withoutDashboard(document.dashboards, dashboard);
      return rest.ok ? { ok: true, value: { ...document, dashboards: rest.value } } : rest;
    });
    if (!ended.ok && ended.error.code !== 'DASHBOARD_NOT_FOUND')
      throw new StoreUnavailable(ended.error.code, { maybeApplied: true });
    return ended.ok;
  };

  return {
    name: 'dashboards',
    interval: { ms: (is, now) => is.intervalAt(now), agreedAt: (is) => is.editedAt },

    async desired({ space, id }) {
      const key = dashboardKey(space, id);
      const [dashboard, config] = await Promise.all([find(space, id), spaces.get(space)]);
      if (dashboard === undefined || config.settings.removedAt !== null) {
        versions.delete(key);
        put.delete(key);
        doubted.delete(key);
        return null;
      }
      const model = await readDashboard(space, dashboard.category, deps);
      const t = translate(config.settings.locale);
      // The place is a part of it: a dashboard that is moved is another one.
      const fingerprint = fingerprintOf(serverDashboard(settled(model), t));
      const version = versionOf(key, `${dashboard.channel} ${fingerprint}`);
      return { version, want: { view: serverDashboard(model, t), fingerprint } };
    },

    remembered: async ({ space, id }) => {
      const [dashboard, known, { settings }] = await Promise.all([find(space, id), shown.get(space, id), spaces.get(space)]);
      const key = dashboardKey(space, id);
      const store: Pick<ShownDashboards, 'set'> = {
        set: (...about) => {
          put.set(key, about[2]);
          return shown.set(...about);
        },
      };
      return new KeptDashboard(store, space, dashboard, later(known, put.get(key)), settings.dashboardEvery * MINUTE);
    },

    async agree(attempt, want, is) {
      const { dashboard } = is;
      if (dashboard === undefined) return DONE;
      try {
        if (dashboard.message === null) await posting.post(attempt, want.view, want.fingerprint, is);
        const outcome = await bringUpToDate(attempt, want, is);
        await posting.removeFormer(attempt, is);
        return outcome;
      } catch (error) {
        const refused = refusalOf(error, dashboard);
        if (refused === null) throw error;
        if (refused.kind !== 'ended' || (await end(attempt.space, is.dashboard ?? dashboard))) return refused;
        // Another process has put a new message in its place, and we had not heard of it.
        return { kind: 'later', afterMs: 1_000 };
      }
    },

    async list(space) {
      const [{ dashboards: all, version }, { settings }] = await Promise.all([kept.get(space), spaces.get(space)]);
      // Most servers never had one.
      if (version === 0 || settings.removedAt !== null) return null;
      const these = new Set(all.map(({ id }) => id));
      await shown.keepOnly(space, these);
      return { ids: these };
    },

    warning({ code, params }, _id, t) {
      const key = WARNINGS[code];
      return key === undefined ? null : t(key, { channel: mentionChannel(channelId(String(params?.['channel']))) });
    },
  };
};

/** Which of the two is known since later. */
const later = (stored: ShownDashboard | null, own: ShownDashboard | undefined): ShownDashboard | null =>
  own === undefined || (stored !== null && stored.seenAt > own.seenAt) ? stored : own;

/** What Discord's refusal means for the dashboard; null when it says nothing of it. */
const refusalOf = (error: unknown, { channel }: Dashboard): Outcome | null => {
  const why = (code: ErrorCode): DomainError => domainError(code, { channel });
  if (hasCode(error, DISCORD_CODE.unknownMessage)) return { kind: 'ended', error: why('MESSAGE_NOT_FOUND') };
  if (hasCode(error, DISCORD_CODE.unknownChannel)) return { kind: 'ended', error: why('CHANNEL_NOT_FOUND') };
  if (hasCode(error, DISCORD_CODE.missingAccess)) return { kind: 'failed', error: why('CHANNEL_HIDDEN') };
  if (hasCode(error, DISCORD_CODE.missingPermissions)) return { kind: 'failed', error: why('CHANNEL_READ_ONLY') };
  return null;
};
