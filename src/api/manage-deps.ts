import type { RequestDesk } from '../actions/approvals/desk.js';
import type { BoardMeans } from '../actions/boards/page.js';
import type { FileDesk } from '../actions/exports/desk.js';
import type { InsightsDesk } from '../actions/figures.js';
import type { ServiceDesk } from '../actions/service.js';
import type { ForcingMeans } from '../actions/clock-out-for.js';
import type { Means } from '../actions/means.js';
import type { People } from '../actions/people.js';
import type { Changing } from '../actions/settings.js';
import type { GuildId, UserId } from '../domain/ids.js';
import type { LedgerReader } from '../engine/ledger-rows.js';
import type { Store } from '../engine/store.js';
import type { LiveHub } from './live/hub.js';
import type { ManageDeps as WebhookMeans } from './webhooks/manage.js';

/** What the routes may ask for that manage a space, show what its members have in common, or tell what happens; each takes a `Pick` of it. */
export interface ManageDeps extends Means, Changing, BoardMeans, Pick<ForcingMeans, 'tellMember'> {
  readonly timesheet: Means['timesheet'] & Pick<Store, 'members' | 'load'>;
  readonly boards: BoardMeans['boards'] & Pick<Store, 'forgetSeason'>;
  readonly people: People;
  /** What guilds and their members are called; who is not known is not in it. Never rejects. */
  readonly names: {
    guild(guild: GuildId): Promise<string | null>;
    /** `withinMs`: who is not known by then is not in it. */
    members(guild: GuildId, users: readonly UserId[], withinMs?: number): Promise<ReadonlyMap<UserId, string>>;
  };
  readonly ledger: LedgerReader;
  readonly webhooks: WebhookMeans;
  readonly live: LiveHub;
  readonly requestDesk: RequestDesk;
  readonly fileDesk: FileDesk;
  readonly insights: InsightsDesk;
  readonly service: ServiceDesk;
}
