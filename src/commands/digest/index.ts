import { lastWeek, nextDigestAt, SENT_WITHIN } from '../../domain/digest.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { spreadOf } from '../../domain/spread.js';
import { digest } from '../../engine/documents/kinds/digest.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { formatDayRange } from '../../i18n/format.js';
import { memberDigest } from '../../views/digest/digest-view.js';
import { noticeView } from '../../views/notice.js';
import { messageView } from '../../views/message.js';
import { timestamp } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { inGuild } from '../kit/guards.js';
import { failure, message } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { ownPreferences } from '../zone-of.js';
import { weekOfMember, type WeekDeps } from './week.js';

export { createDigestSender, type SendingDeps } from './sending.js';

const shared = { visibility: 'ephemeral', guards: [inGuild], options: {} } as const;

/** DIGEST_NEEDS_INSIGHTS. Rejects with `StoreUnavailable`. */
const insightsOf = async (ctx: Context, { documents }: Pick<Deps, 'documents'>): Promise<Result<void, DomainError>> => {
  const { insights } = await documents.of(sharing).get({ space: ctx.space, user: ctx.user });
  return insights ? ok(undefined) : err(domainError('DIGEST_NEEDS_INSIGHTS'));
};

const turn = (ctx: Context, isOn: boolean, { documents }: Pick<Deps, 'documents'>): Promise<Result<unknown, DomainError>> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'digestSet', source: ctx.source };
  return documents
    .of(digest)
    .update({ space: ctx.space, user: ctx.user }, by, (kept) =>
      ok(kept.isOn === isOn && !kept.isGivenUp ? kept : { ...kept, isOn, isGivenUp: false, failures: 0 }),
    );
};

const on = defineCommand({
  ...shared,
  name: 'on',
  async run(ctx, _options, deps: Pick<Deps, 'documents' | 'spaces' | 'clock'>) {
    const insights = await insightsOf(ctx, deps);
    if (!insights.ok) return failure(insights.error);
    const { directMessages } = await deps.documents.of(preferences).get(ownPreferences(ctx));
    if (!directMessages) return failure(domainError('DIGEST_NEEDS_MESSAGES'));
    const turned = await turn(ctx, true, deps);
    if (!turned.ok) return failure(turned.error);
    const { settings } = await deps.spaces.get(ctx.space);
    const next = nextDigestAt(deps.clock.now(), settings, spreadOf(ctx.user, SENT_WITHIN));
    return message(noticeView(ctx.t('digest.on', { when: timestamp(next, 'f') })));
  },
});

const off = defineCommand({
  ...shared,
  name: 'off',
  async run(ctx, _options, deps: Pick<Deps, 'documents'>) {
    const turned = await turn(ctx, false, deps);
    return turned.ok ? message(noticeView(ctx.t('digest.off'))) : failure(turned.error);
  },
});

const show = defineCommand({
  ...shared,
  name: 'show',
  async run(ctx, _options, deps: WeekDeps) {
    const insights = await insightsOf(ctx, deps);
    if (!insights.ok) return failure(insights.error);
    const week = lastWeek(deps.clock.now(), (await deps.spaces.get(ctx.space)).settings);
    const model = await weekOfMember(ctx, week, false, deps);
    if (model !== null) return message(memberDigest(model, ctx.t));
    return message(messageView({ content: ctx.t('digest.nothing', { days: formatDayRange(week.from, week.to, ctx.t) }) }));
  },
});

/** The week of a member by direct message, for those who ask for it. That of a server goes to the channel of the setting `digestChannel`. */
export const digestFeature: Feature = {
  commands: [defineGroup({ name: 'digest', guards: [], children: [on, off, show] })],
  components: [],
};
