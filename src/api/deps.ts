import type { Means } from '../actions/means.js';
import type { GuildDirectory } from '../actions/guild-directory.js';
import type { NotionComments, ReminderPlaces } from '../actions/reminders/places.js';
import type { People } from '../actions/people.js';
import type { Actor } from '../actions/actor.js';
import type { Planner } from '../actions/schedule/planner.js';
import type { KeptMeans } from '../actions/privacy.js';
import type { GuildId, UserId } from '../domain/ids.js';
import type { Metrics } from '../domain/ports.js';
import type { AskedBefore } from '../engine/asked-before.js';
import type { SharedCalls } from '../engine/calls.js';
import type { ChangeByOther } from '../engine/documents/kinds/changes-by-others.js';
import type { Imports } from '../import/api.js';
import type { PersonalData } from '../engine/personal/personal-data.js';
import type { Link, Store } from '../engine/store.js';
import type { TokenUses } from '../engine/token-uses.js';
import type { VisitorParts } from './web/visitor.js';
import type { Translators } from '../i18n/translators.js';

/** Everything that a route may ask for; each takes a `Pick` of it. */
export interface ApiDeps extends Means {
  readonly people: People;
  readonly directory: GuildDirectory;
  readonly planner: Planner;
  /** Where members may be reminded. */
  readonly places: ReminderPlaces;
  readonly notionComments: NotionComments;
  readonly imports: Imports;
  readonly names: {
    /** What Discord says of a server's name costs a request each; null when it does not say. */
    guild(guild: GuildId): Promise<string | null>;
    /** What a server calls its members; who is not known is not in it. Never rejects. */
    members(guild: GuildId, users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  };
  readonly personal: Pick<PersonalData, 'kept' | 'spacesOf'>;
  readonly notices: KeptMeans['notices'];
  readonly boards: Pick<Store, 'stand'>;
  /** Was a request carried out before? */
  readonly applied: Pick<Store, 'wasApplied'>;
  readonly askedBefore: AskedBefore;
  readonly sharedCalls: SharedCalls;
  readonly tokenUses: TokenUses;
  readonly link: Pick<Link, 'up' | 'onUp'>;
  /** Ids of those who run the installation. */
  readonly operators: ReadonlySet<string>;
  /** Tells a member at once what somebody else changed of their time, where they agreed to that. Never rejects. */
  tellMember(by: Actor, member: UserId, change: ChangeByOther): void;
  /** What is known of those who have logged in to the web page. */
  readonly page: VisitorParts & { readonly addUrl: () => string | null; readonly version: string };
  readonly translators: Pick<Translators, 'for'>;
  readonly metrics: Metrics;
}
