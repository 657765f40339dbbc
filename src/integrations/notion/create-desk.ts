import type { Actor } from '../../actions/actor.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import { isConnected, isSetUp, tablesOf, type NotionConnection, type NotionMode, type NotionTable } from '../../domain/notion.js';
import type { Clock } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { notion } from '../../engine/documents/kinds/notion.js';
import type { NotionRows } from '../../engine/jobs/notion-sync.js';
import type { NotionStates } from '../../engine/notion-states.js';
import type { Translator } from '../../i18n/translator.js';
import type { Translators } from '../../i18n/translators.js';
import type { NotionApi, NotionPage } from './api/api.js';
import type { NotionDesk, NotionPlace, SetupPlan } from './desk.js';
import type { NotionDoor } from './door.js';
import { refusedEdits } from './inbound/refused.js';
import { orRefusal } from './refusal.js';
import { OPTIONS_WHOLE } from './options/memory.js';
import { ASKED } from './sync/runner.js';
import { NOTHING_WAITS, type SyncPart, type Waiting } from './sync/part.js';
import { ensureTable, findTables, TableProblem, withOtherSide, type Place } from './tables/ensure.js';
import { tableTitle } from './tables/names.js';
import type { NotionWebhook } from './webhook/webhook.js';

export interface DeskParts {
  readonly documents: Documents;
  readonly states: NotionStates;
  readonly rows: NotionRows;
  readonly door: NotionDoor;
  readonly parts: readonly Pick<SyncPart, 'waiting'>[];
  readonly translators: Translators;
  readonly webhook: Pick<NotionWebhook, 'open'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** As Notion gives them: letters, digits and underscores after `ntn_`, or `secret_` of older ones. */
const TOKEN = /^(ntn_|secret_)\w{4,400}$/;
const PLACES_MAX = 100;

const placeOf = ({ id, title }: NotionPage): NotionPlace => ({ id, title });
const placesOn = async (api: NotionApi, words: string): Promise<readonly NotionPlace[]> =>
  (await api.searchPages(words))
    .filter(({ dataSourceId }) => dataSourceId === null)
    .slice(0, PLACES_MAX)
    .map(placeOf);

const originOf = ({ user, id: requestId, occurredAt: at, source }: Actor, event: string) => ({
  ...{ actor: user, requestId, at, event, source },
});

const sumOf = (all: readonly Waiting[]): Waiting => ({
  count: all.reduce((sum, { count }) => sum + count, 0),
  since: all.reduce<number | null>(
    (first, { since }) => (first === null || (since !== null && since < first) ? since : first),
    null,
  ),
});

export const createNotionDesk = (deps: DeskParts): NotionDesk => {
  const { documents, states, rows, door, parts, translators, clock } = deps;
  const kept = documents.of(notion);
  const languages = translators.locales.map((locale) => translators.for(locale));

  const change = async (
    actor: Actor,
    event: string,
    next: (connection: NotionConnection) => Result<Partial<NotionConnection>, DomainError>,
  ): Promise<Result<NotionConnection, DomainError>> =>
    kept.update(actor.space, originOf(actor, event), (document) => {
      const changed = next(document);
      return changed.ok ? ok({ ...document, ...changed.value }) : changed;
    });

  /** Asks Notion with the token of a space. */
  const ask = async <Answer>(
    space: SpaceId,
    question: (api: NotionApi) => Promise<Answer>,
  ): Promise<Result<Answer, DomainError>> => {
    const api = await door.of(space, true);
    return api.ok ? orRefusal(() => question(api.value)) : api;
  };

  const planOf = async (api: NotionApi, pageId: string, mode: NotionMode, t: Translator) => {
    const place = placeOf(await api.page(pageId));
    const found = await findTables({ api, pageId, languages });
    const tables = tablesOf(mode).map((table) => {
      const there = found.get(table);
      return { table, title: there?.title ?? tableTitle(table, t), isThere: there !== undefined };
    });
    const plan: SetupPlan = { place, mode, tables };
    return { plan, found };
  };

  /** One table after the other: each that is there after a failure is found again the next time. */
  const makeTables = async (connection: NotionConnection, mode: NotionMode, place: Place) => {
    const { api } = place;
    const ensure = (table: NotionTable, days: string | null) => ensureTable(table, place, days, connection.tables[table]);
    const options = await ensure('options', null);
    const rollups = await ensure('rollups', null);
    if (mode === 'rollup-only') return { ...connection.tables, options, rollups };
    const timers = await ensure('timers', rollups.dataSourceId);
    return { options, timers, rollups: await withOtherSide(api, rollups, timers) };
  };

  /** Everything is looked at, also where failures are being waited out. */
  const lookAtAll = async (space: SpaceId): Promise<void> => {
    await states.setPosition(space, OPTIONS_WHOLE, null);
    await states.setPosition(space, ASKED, String(clock.now()));
    await rows.wake(space, clock.now());
  };

  const connected = async (space: SpaceId): Promise<Result<NotionConnection, DomainError>> => {
    const connection = await kept.get(space);
    return isConnected(connection) ? ok(connection) : err(domainError('NOTION_NOT_CONNECTED'));
  };

  return {
    connect: async (actor, typed) => {
      const token = typed.trim();
      if (!TOKEN.test(token)) return err(domainError('NOTION_TOKEN_INVALID'));
      const api = door.withToken(token);
      const asked = await orRefusal(async () => ({ self: await api.me(), places: await placesOn(api, '') }));
      if (!asked.ok) return asked;
      const { self, places } = asked.value;
      const sealed = await door.seal(actor.space, token);
      const stored = await change(actor, 'notionConnected', (before) => {
        // Another connection sees other tables, or none.
        const isSame = before.botId === self.botId;
        return ok({
          ...{ token: sealed, workspace: self.workspace || self.name, botId: self.botId, ownerId: self.ownerId },
          ...{ connectedBy: actor.user, connectedAt: actor.occurredAt, paused: false },
          ...(isSame ? {} : { tables: {}, pageId: null, since: null }),
        });
      });
      if (!stored.ok) return stored;
      await lookAtAll(actor.space);
      return ok({ workspace: stored.value.workspace, places, isSetUp: isSetUp(stored.value) });
    },
    places: (space) => ask(space, (api) => placesOn(api, '')),
    pagesCalled: (space, words) => ask(space, async (api) => (await api.searchPages(words)).map(placeOf)),
    plan: (space, pageId, mode, t) => ask(space, async (api) => (await planOf(api, pageId, mode, t)).plan),
    setUp: async (actor, pageId, mode, t) => {
      const { space } = actor;
      const connection = await connected(space);
      if (!connection.ok) return connection;
      try {
        const made = await ask(space, async (api) => {
          const { plan, found } = await planOf(api, pageId, mode, t);
          return { plan, tables: await makeTables(connection.value, mode, { api, pageId, t, languages, found }) };
        });
        if (!made.ok) return made;
        const stored = await change(actor, 'notionSetUp', (before) =>
          isConnected(before)
            ? ok({ mode, pageId, tables: made.value.tables, since: before.since ?? actor.occurredAt })
            : err(domainError('NOTION_NOT_CONNECTED')),
        );
        if (!stored.ok) return stored;
        await lookAtAll(space);
        return ok(made.value.plan);
      } catch (error) {
        if (error instanceof TableProblem) return err(error.error);
        throw error;
      }
    },
    status: async (space) => {
      const { token, ...connection } = await kept.get(space);
      const there = isConnected({ token });
      const waiting = there ? sumOf(await Promise.all(parts.map((part) => part.waiting(space)))) : NOTHING_WAITS;
      const [state, [refused = null]] = await Promise.all([states.get(space), refusedEdits(space, states)]);
      return { connection, isConnected: there, isSetUp: isSetUp(connection), state, waiting, refused };
    },
    pause: async (actor, paused) => {
      const stored = await change(actor, paused ? 'notionPaused' : 'notionResumed', (before) =>
        isConnected(before) ? ok({ paused }) : err(domainError('NOTION_NOT_CONNECTED')),
      );
      if (!stored.ok) return stored;
      if (!paused) await rows.wake(actor.space, clock.now());
      return ok(undefined);
    },
    disconnect: async (actor) => {
      const stored = await change(actor, 'notionDisconnected', (before) =>
        isConnected(before)
          ? ok({ token: '', connectedAt: null, connectedBy: null, ownerId: null })
          : err(domainError('NOTION_NOT_CONNECTED')),
      );
      if (!stored.ok) return stored;
      await rows.drop(actor.space);
      return ok(undefined);
    },
    refresh: async (actor) => {
      const connection = await connected(actor.space);
      if (!connection.ok) return connection;
      if (!isSetUp(connection.value)) return err(domainError('NOTION_NOT_SET_UP'));
      await lookAtAll(actor.space);
      return ok(undefined);
    },
    webhook: async (space) => {
      const connection = await connected(space);
      return connection.ok ? ok(await deps.webhook.open(space)) : connection;
    },
    comment: (space, pageId, pieces) => ask(space, (api) => api.comment(pageId, pieces)),
    people: (space) => ask(space, (api) => api.people()),
  };
};
