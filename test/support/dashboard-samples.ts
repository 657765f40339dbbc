import { DASHBOARD_IDS, dashboardControls } from '../../src/commands/dashboards/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import { DASHBOARDS_MAX } from '../../src/domain/dashboards.js';
import { domainError } from '../../src/domain/errors.js';
import { channelId, guildId, messageId, sessionId, userId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { IDS } from '../../src/commands/custom-ids.js';
import { field } from '../../src/commands/kit/fields/index.js';
import { menuRow } from '../../src/commands/kit/select.js';
import type { Translator } from '../../src/i18n/translator.js';
import { dashboardList } from '../../src/views/dashboards/list.js';
import { peoplePage } from '../../src/views/dashboards/people-page.js';
import { personalDashboard } from '../../src/views/dashboards/personal.js';
import { categoryPicker } from '../../src/views/dashboards/picker.js';
import { serverDashboard, type DashboardModel } from '../../src/views/dashboards/server.js';
import type { AnyView } from '../../src/views/message.js';
import { FAKE_START } from './fake-clock.js';

const HOUR = 3_600_000;
const LONGEST_ID = '9'.repeat(20);

/** Dashboards at their longest: two hundred people in fifty categories. */
export const dashboardSamples = (
  category: Category,
  session: Session,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const member = userId(LONGEST_ID);
  const people = Array.from({ length: 200 }, (_, at) => ({
    user: member,
    since: FAKE_START + at,
    category,
    pausedSince: at % 2 === 0 ? null : FAKE_START,
  }));
  const model: DashboardModel = {
    category: null,
    people,
    counts: Array.from({ length: 50 }, () => ({ category, on: 1_000, paused: 100 })),
    today: Array.from({ length: 50 }, () => ({ category, endedMs: 999 * HOUR, runningMs: HOUR })),
    top: Array.from({ length: 3 }, () => ({ user: member, ms: 168 * HOUR })),
    asOf: FAKE_START,
    controls: dashboardControls(null),
  };
  const row = {
    channel: channelId(LONGEST_ID),
    message: messageId(LONGEST_ID),
    by: member,
    at: FAKE_START,
    category,
    problem: domainError('CHANNEL_HIDDEN'),
  };
  const options = Array.from({ length: 30 }, (_, at) => ({ value: String(at), label: category.name }));
  const menu = menuRow(field.dynamicSelect({ label: 'dashboards.menu' }), DASHBOARD_IDS.pick.encode({}), t, { options });
  const turn = (page: number): string => DASHBOARD_IDS.people.encode({ category: category.id, page });
  const turns = { before: turn(9_998), after: turn(9_999) };
  return [
    { name: 'dashboard', body: serverDashboard(model, t) },
    {
      name: 'dashboard without categories',
      body: serverDashboard({ ...model, people: people.map((one) => ({ ...one, category: null, pausedSince: null })) }, t),
    },
    { name: 'dashboard without names', body: serverDashboard({ ...model, people: null }, t) },
    {
      name: 'dashboard of a category',
      body: serverDashboard({ ...model, category, controls: dashboardControls(category.id) }, t),
    },
    { name: 'dashboard of nobody', body: serverDashboard({ ...model, people: [], counts: [], today: [], top: null }, t) },
    { name: 'people on the clock', body: peoplePage({ category, people, all: 200, page: 1, pages: 14, ...turns }, t) },
    {
      name: 'nobody on the clock',
      body: peoplePage({ category: null, people: [], all: 0, page: 1, pages: 1, before: null, after: null }, t),
    },
    {
      name: 'category picker',
      body: categoryPicker({ menu, last: { id: turn(1), label: category.name.repeat(4) }, beyond: 5 }, t),
    },
    {
      name: 'dashboards',
      body: dashboardList({ guild: guildId(LONGEST_ID), rows: Array.from({ length: DASHBOARDS_MAX }, () => row) }, t),
    },
    ...[null, FAKE_START].flatMap((pausedSince) =>
      [46, 50].map((length) => ({
        name: `personal dashboard of ${length} half hours, ${pausedSince === null ? 'running' : 'paused'}`,
        body: personalDashboard(
          {
            bar: { day: '20260105', start: FAKE_START, cells: Array.from({ length }, () => 'worked' as const) },
            zone: 'America/Argentina/ComodRivadavia',
            active: { category, since: FAKE_START, pausedSince },
            totals: {
              today: 24 * HOUR,
              week: 168 * HOUR,
              shares: Array.from({ length: 50 }, () => ({ category, ms: HOUR, targetMs: 168 * HOUR })),
            },
            entries: Array.from({ length: 4 }, (_, at) => ({
              session: { ...session, id: sessionId(`${at}${session.id.slice(1)}`) },
              category,
              edit: IDS.edit.encode({ owner: member, session: sessionId(`${at}${session.id.slice(1)}`) }),
            })),
            now: FAKE_START,
            controls: {
              clockIn: null,
              pause: DASHBOARD_IDS.pause.encode({}),
              clockOut: DASHBOARD_IDS.clockOut.encode({}),
              refresh: DASHBOARD_IDS.personal.encode({ owner: member }),
            },
          },
          t,
        ),
      })),
    ),
    { name: 'no dashboards', body: dashboardList({ guild: null, rows: [] }, t) },
  ];
};
