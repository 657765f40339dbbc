import { createFeed, feedOf, revokeFeed } from '../../actions/calendar-feed.js';
import { domainError } from '../../domain/errors.js';
import { noticeView } from '../../views/notice.js';
import { feedCard } from '../../views/plan/feed-card.js';
import type { Deps } from '../deps.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';

type Needs = Pick<Deps, 'documents' | 'calendars'>;
const shared = { visibility: 'ephemeral', guards: [] } as const;

/** Makes a secret address; the one before is gone at once. */
const url = defineCommand({
  ...shared,
  name: 'url',
  options: { entries: opt.boolean().optional() },
  async run(ctx, { entries = false }, deps: Needs) {
    if (deps.calendars.address('') === null) return failure(domainError('CALENDAR_NOT_REACHABLE'));
    const secret = await createFeed(ctx, entries, deps);
    if (!secret.ok) return failure(secret.error);
    return message(feedCard({ url: secret.value === null ? null : deps.calendars.address(secret.value), entries }, ctx.t));
  },
});

const revoke = defineCommand({
  ...shared,
  name: 'revoke',
  options: {},
  async run(ctx, _options, deps: Needs) {
    if ((await feedOf(ctx.user, deps)) === null) return failure(domainError('CALENDAR_NONE'));
    const revoked = await revokeFeed(ctx, deps);
    return revoked.ok ? message(noticeView(ctx.t('calendar.revoked'))) : failure(revoked.error);
  },
});

/** A calendar of what is planned, at an address that only its owner knows. */
export const calendarFeature: Feature = {
  commands: [defineGroup({ name: 'calendar', guards: [], children: [url, revoke] })],
  components: [],
};
