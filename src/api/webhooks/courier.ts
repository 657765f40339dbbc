import { createHash } from 'node:crypto';
import { requestId, type SpaceId } from '../../domain/ids.js';
import type { Clock, Ids, Logger, Metrics } from '../../domain/ports.js';
import { GIVE_UP_MS, retryAfterMs, withChangedWebhook, type OffReason, type Webhook } from '../../domain/webhooks.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { ok } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { webhooks } from '../../engine/documents/kinds/webhooks.js';
import type { WebhookCourier, WebhookRows } from '../../engine/jobs/webhook.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { OutboxStore } from '../../engine/outbox/cursors.js';
import type { Spaces } from '../../engine/spaces.js';
import { webhookConsumer, type WebhookState, type WebhookStates } from '../../engine/webhook-states.js';
import { changeOf, eventOf } from '../feed/change.js';
import type { FeedChange } from '../schemas/feed.js';
import { installationKey } from './key.js';
import type { Sender, Sent } from './sender.js';
import { secretsOf, SIGNATURE_HEADER, signatureOf } from './signature.js';

export interface CourierDeps {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  /** How far each webhook has been told what stands in the ledger. */
  readonly positions: Pick<OutboxStore<LedgerRow>, 'read' | 'move'>;
  readonly states: WebhookStates;
  readonly rows: WebhookRows;
  readonly sender: Sender;
  /** Is it still this process that delivers? Asked before each request. */
  readonly isOurs: () => boolean;
  /** Those who can mend it are told that a webhook is switched off. */
  readonly warn: (space: SpaceId, host: string, error: DomainError) => Promise<void>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Courier extends WebhookCourier {
  /** Sends one event to a webhook now, once, whatever else waits; also while it is off. */
  deliver(space: SpaceId, webhook: Webhook, change: FeedChange): Promise<Sent>;
  /** Resolves when nothing is under way: for tests. */
  idle(): Promise<void>;
  /** Ends after the requests that are under way. */
  close(): Promise<void>;
}

/** Rows of the ledger that are told before the position is moved: after a crash they are told again. */
const BATCH = 20;
/** Members of whom something is told at the same time; what happened to one member is told one after the other. */
const LANES = 4;
/** ms after which somebody looks whether a delivery that began goes on: its process may have ended. */
const LOOK_AGAIN_MS = 60_000;

interface Delivery {
  readonly change: FeedChange;
  /** What is told in order: of a member, or of the space. */
  readonly lane: string;
}

const lanesOf = (all: readonly Delivery[]): (readonly Delivery[])[] => {
  const lanes = new Map<string, Delivery[]>();
  for (const each of all) lanes.set(each.lane, [...(lanes.get(each.lane) ?? []), each]);
  return [...lanes.values()];
};

/** The same for the same change and webhook, however often it is tried. */
const deliveryId = (webhook: Webhook, change: FeedChange): string =>
  createHash('sha256').update(`${webhook.id} ${change.id}`).digest('base64url').slice(0, 22);

/**
 * Brings webhooks what happens, in the order of the ledger for each member. How far that is stands beside the ledger and moves after everything before it has
 * arrived: at least once. What fails is tried again by a due row, later and later; nobody waits for a slow receiver.
 */
export const createCourier = (deps: CourierDeps): Courier => {
  const { documents, spaces, positions, states, rows, sender, clock, log, metrics } = deps;
  const underWay = new Map<string, Promise<void>>();
  /** Of the batch that each webhook is at: what arrived already, so that a failure repeats nothing. */
  const arrived = new Map<string, Set<string>>();
  let closed = false;
  const goesOn = (): boolean => !closed && deps.isOurs();

  const find = async (space: SpaceId, id: string): Promise<Webhook | undefined> =>
    (await documents.of(webhooks).get(space)).list.find((one) => one.id === id);

  const deliver: Courier['deliver'] = async (space, webhook, change) => {
    const key = await installationKey(deps);
    if (!key.ok) return { ok: false, answer: 'store', isGone: false };
    const [body, now] = [JSON.stringify(change), clock.now()];
    const begun = clock.monotonic();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Punchcard-Webhooks/1',
      'punchcard-event': change.type,
      'punchcard-delivery': deliveryId(webhook, change),
      [SIGNATURE_HEADER]: signatureOf(secretsOf(key.value, space, webhook, now), body, now),
    };
    const sent = await sender.send(webhook.url, headers, body);
    metrics.observe('webhook_ms', clock.monotonic() - begun);
    metrics.count('webhook_deliveries', { outcome: sent.ok ? 'arrived' : 'failed' });
    return sent;
  };

  /** What of these rows the webhook is to be told. */
  const deliveriesOf = async (space: SpaceId, webhook: Webhook, records: readonly LedgerRow[]): Promise<readonly Delivery[]> => {
    const { settings } = await spaces.get(space);
    const oldest = clock.now() - GIVE_UP_MS;
    return records.flatMap((row) => {
      const event = eventOf(row);
      if (event === null || !webhook.events.includes(event) || row.at < oldest) return [];
      return [{ change: changeOf(space, row, event, settings.logNotes), lane: row.user ?? '' }];
    });
  };

  /** Sends what is left of a batch. Null: all of it has arrived; `stopped`: another process goes on with it. */
  const sendAll = async (space: SpaceId, webhook: Webhook, all: readonly Delivery[], done: Set<string>) => {
    const lanes = lanesOf(all);
    let ended: Extract<Sent, { ok: false }> | 'stopped' | null = null;
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift())
        for (const { change } of lane) {
          if (done.has(change.id)) continue;
          if (ended === null && !goesOn()) ended = 'stopped';
          if (ended !== null) return;
          const sent = await deliver(space, webhook, change);
          if (sent.ok) done.add(change.id);
          else ended ??= sent;
        }
    };
    await Promise.all(Array.from({ length: LANES }, work));
    return ended as Extract<Sent, { ok: false }> | 'stopped' | null;
  };

  const switchOff = async (space: SpaceId, webhook: Webhook, because: OffReason): Promise<void> => {
    const { host } = new URL(webhook.url);
    const at = clock.now();
    const by = { actor: null, requestId: requestId(deps.ids.next()), at, event: 'webhookSwitchedOff', source: 'due' };
    const stored = await documents.of(webhooks).update(space, by, (document) => {
      const list = withChangedWebhook(document.list, webhook.id, (one) =>
        one.off === null ? { ...one, off: { at, because } } : one,
      );
      return list.ok ? ok({ ...document, list: list.value }) : list;
    });
    if (!stored.ok && stored.error.code !== 'WEBHOOK_NOT_FOUND')
      throw new Error(`a webhook could not be switched off: ${stored.error.code}`);
    if (stored.ok) await deps.warn(space, host, domainError(because === 'gone' ? 'WEBHOOK_GONE' : 'WEBHOOK_FAILING', { host }));
  };

  const failed = async (space: SpaceId, webhook: Webhook, state: WebhookState, sent: Extract<Sent, { ok: false }>) => {
    const now = clock.now();
    const failures = state.failures + 1;
    const failingSince = state.failingSince ?? now;
    const waitsUntil = now + retryAfterMs(failures);
    await states.set(space, webhook.id, { ...state, failures, failingSince, waitsUntil, lastAnswer: sent.answer });
    log.info({ space, webhook: webhook.id, failures, answer: sent.answer }, 'a webhook did not take what was sent to it');
    if (sent.isGone || now - failingSince >= GIVE_UP_MS) await switchOff(space, webhook, sent.isGone ? 'gone' : 'failing');
    else await rows.put(space, webhook.id, waitsUntil);
  };

  /** Until nothing waits any more, something fails, or it is not for this process to do. */
  const bring = async (space: SpaceId, id: string, lookAgain: number): Promise<void> => {
    const key = `${space}/${id}`;
    let state = await states.get(space, id);
    let hasArrived = false;
    while (goesOn()) {
      // Read anew for each batch: it may have been changed, switched off or deleted meanwhile.
      const webhook = await find(space, id);
      if (webhook?.off !== null) break;
      const { records, from, to } = await positions.read(space, webhookConsumer(id), BATCH, false);
      if (to === null) {
        await rows.settle(space, id, lookAgain);
        break;
      }
      const done = arrived.get(key) ?? new Set<string>();
      arrived.set(key, done);
      const all = await deliveriesOf(space, webhook, records);
      const ended = await sendAll(space, webhook, all, done);
      if (ended === 'stopped') break;
      if (ended !== null) {
        await failed(space, webhook, state, ended);
        return;
      }
      hasArrived ||= all.length > 0;
      await positions.move(space, webhookConsumer(id), from, to);
      arrived.delete(key);
      if (all.length > 0 && state.failures > 0) {
        state = { ...state, failures: 0, failingSince: null, waitsUntil: null };
        await states.set(space, id, { ...state, arrivedAt: clock.now(), lastAnswer: '2xx' });
      }
    }
    if (hasArrived) await states.set(space, id, { ...state, arrivedAt: clock.now(), lastAnswer: '2xx' });
  };

  return {
    deliver,
    begin: async (space, id) => {
      const webhook = await find(space, id);
      if (webhook?.off !== null) return null;
      const { waitsUntil } = await states.get(space, id);
      const now = clock.now();
      if (waitsUntil !== null && waitsUntil > now) return waitsUntil;
      const lookAgain = now + LOOK_AGAIN_MS;
      const key = `${space}/${id}`;
      if (closed || underWay.has(key)) return lookAgain;
      const running = bring(space, id, lookAgain)
        .catch((error: unknown) => log.warn({ space, webhook: id, err: error }, 'a webhook is told later what happened'))
        .finally(() => underWay.delete(key));
      underWay.set(key, running);
      return lookAgain;
    },
    idle: async () => {
      await Promise.all(underWay.values());
    },
    close: async () => {
      closed = true;
      await Promise.all(underWay.values());
      await sender.close();
    },
  };
};
