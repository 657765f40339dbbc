import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { withPosted, type Dashboard } from '../../domain/dashboards.js';
import { messageId, requestId, type MessageId } from '../../domain/ids.js';
import { snowflakeTime } from '../../domain/snowflake.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Clock, Ids } from '../../domain/ports.js';
import type { Documents } from '../../engine/documents-api.js';
import type { LayoutView } from '../../views/message.js';
import type { Attempt } from '../desired/definition.js';
import { DISCORD_CODE, hasCode } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { KeptDashboard } from './kept.js';

const Posted = z.looseObject({
  id: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(messageId),
});

/** The fingerprint of a message of which is not known what it shows: it is edited. */
const NOT_KNOWN = '';

export interface PostingDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly documents: Documents;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What says that there is nothing to remove, or that it is not for us to do. */
const NOT_THERE = [
  DISCORD_CODE.unknownMessage,
  DISCORD_CODE.unknownChannel,
  DISCORD_CODE.missingAccess,
  DISCORD_CODE.missingPermissions,
];

/** Puts messages of dashboards where they should be, and takes away those that were it before. */
export const createPosting = ({ rest, documents, clock, ids }: PostingDeps) => {
  /**
   * Names the post, at most 25 characters: Discord makes one message of it within some minutes, however often it is tried. It is another one for each
   * message that it takes the place of.
   */
  const nonceOf = ({ id, message, former }: Dashboard): string => `d${message ?? former?.message ?? id}`.slice(0, 25);
  /** What was posted and could not be remembered yet, by that name, with the fingerprint of what it shows. */
  const posted = new Map<string, { readonly message: MessageId; readonly fingerprint: string }>();

  return {
    /**
     * Posts the message, without notifying anybody, and remembers it as the dashboard. When the dashboard has been taken away or moved meanwhile, the
     * message goes again.
     */
    async post(attempt: Attempt<string>, view: LayoutView, fingerprint: string, is: KeptDashboard): Promise<void> {
      const { dashboard } = is;
      if (dashboard === undefined) return;
      const { channel } = dashboard;
      const nonce = nonceOf(dashboard);
      let there = posted.get(nonce);
      if (there === undefined) {
        await attempt.request();
        const flags: MessageFlags = view.flags | MessageFlags.SuppressNotifications;
        const body = { ...view, flags, nonce, enforce_nonce: true };
        const sentAt = clock.now();
        const { id } = Posted.parse(await rest.request('POST', `/channels/${channel}/messages`, { body }));
        // Of a name that was used before, Discord answers with the message of then, which shows what was so then.
        there = { message: id, fingerprint: snowflakeTime(id) < sentAt ? NOT_KNOWN : fingerprint };
        posted.set(nonce, there);
      }
      const { message } = there;
      const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'dashboardPosted', source: 'sweep' };
      const kept = await documents.of(dashboards).update(attempt.space, by, (document) => {
        const all = withPosted(document.dashboards, dashboard, message);
        return all.ok ? { ok: true, value: { ...document, dashboards: all.value } } : all;
      });
      if (!kept.ok && kept.error.code !== 'DASHBOARD_NOT_FOUND')
        throw new StoreUnavailable(kept.error.code, { maybeApplied: true });
      posted.delete(nonce);
      is.dashboard = kept.ok ? kept.value.dashboards.find(({ id }) => id === dashboard.id) : undefined;
      if (is.dashboard === undefined) await removeMessage(attempt, channel, message);
      else await is.posted(message, there.fingerprint, clock.now());
    },

    /** Removes the message that was the dashboard before, when there is one. */
    async removeFormer(attempt: Attempt<string>, is: KeptDashboard): Promise<void> {
      const { former } = is;
      if (former === null) return;
      await removeMessage(attempt, former.channel, former.message);
      await is.removedFormer(former.message);
    },
  };

  async function removeMessage(attempt: Attempt<string>, channel: string, message: MessageId): Promise<void> {
    await attempt.request();
    try {
      await rest.request('DELETE', `/channels/${channel}/messages/${message}`);
    } catch (error) {
      if (!hasCode(error, ...NOT_THERE)) throw error;
    }
  }
};
