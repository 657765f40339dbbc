import { countingOf } from '../../domain/counting.js';
import { dayBar } from '../../domain/day-bar.js';
import { localDay } from '../../domain/calendar.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import { personalDashboard } from '../../views/dashboards/personal.js';
import type { LayoutView } from '../../views/message.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { readPage } from '../entries/pages.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { failure, message, update } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { streakOf } from '../streak.js';
import { ownTargetsOrNone } from '../targets/own-targets.js';
import { besideTargets, withRunning } from '../totals.js';
import { DASHBOARD_IDS } from './custom-ids.js';

type PersonalDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces' | 'documents' | 'clock' | 'page'>;

/** Entries that are shown with a button. */
const LAST = 4;

/** The member's own day, week and last entries as they are now. Rejects with `StoreUnavailable`. */
const personalPage = async (ctx: Context, deps: PersonalDeps): Promise<Result<LayoutView, DomainError>> => {
  const { space, user, t } = ctx;
  const { timesheet } = deps;
  const [config, own, targets, streak] = await Promise.all([
    deps.spaces.get(space),
    deps.overview.status(space, user),
    ownTargetsOrNone(ctx, deps),
    streakOf(ctx, deps),
  ]);
  if (!own.ok) return own;
  const { state, totals } = own.value;
  const { active } = state;
  const counting = countingOf(config.settings);
  const now = Math.max(deps.clock.now(), active?.startedAt ?? 0);
  const today = localDay(now, counting.zone, counting.dayStart);
  const [ofToday, last] = await Promise.all([
    timesheet.entries(space, user, today.start, Infinity),
    readPage((from, to) => timesheet.entries(space, user, from, to), {
      ...{ from: 0, to: Infinity, way: 'older', place: null, count: LAST, keep: () => true, now },
    }),
  ]);
  const running = totals === null ? null : withRunning(totals, active, now, config.settings);
  const listed = (session: Session) => ({
    session,
    category: lookOf(config, session.category),
    edit: IDS.edit.encode({ owner: user, session: session.id }),
  });
  const inServer = ctx.guild !== null;
  return ok(
    personalDashboard(
      {
        bar: dayBar([...ofToday, ...(active === null ? [] : [active])], counting, now),
        zone: counting.zone,
        streak,
        active: active && {
          category: lookOf(config, active.category),
          since: active.startedAt,
          pausedSince: active.pausedSince,
        },
        totals: running && {
          today: running.today,
          week: running.week,
          shares: besideTargets(running, targets).map((share) => ({ ...share, category: lookOf(config, share.category) })),
        },
        entries: last.entries.map(listed),
        now,
        controls: {
          // Those of servers: at home a category is whatever is typed, so there is no menu of them.
          clockIn: inServer && active === null ? DASHBOARD_IDS.clockIn.encode({ category: '-' }) : null,
          pause: inServer && active !== null ? DASHBOARD_IDS.pause.encode({}) : null,
          clockOut: inServer && active !== null ? DASHBOARD_IDS.clockOut.encode({}) : null,
          refresh: DASHBOARD_IDS.personal.encode({ owner: user }),
          page: deps.page.to(space, ''),
        },
      },
      t,
    ),
  );
};

export const personal = defineCommand({
  name: 'personal',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  async run(ctx, _options, deps: PersonalDeps) {
    const page = await personalPage(ctx, deps);
    return page.ok ? message(page.value) : failure(page.error);
  },
});

export const refreshButton = defineButton({
  route: DASHBOARD_IDS.personal,
  guards: [ownedBy('owner')],
  async run(ctx, _args, deps: PersonalDeps) {
    const page = await personalPage(ctx, deps);
    return page.ok ? update(page.value) : failure(page.error);
  },
});
