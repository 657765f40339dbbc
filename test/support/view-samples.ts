import type { Category } from '../../src/domain/category.js';
import { ERRORS, type ErrorCode } from '../../src/domain/errors.js';
import { categoryId, roleId, sessionId, userId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { controlsOf, IDS } from '../../src/commands/custom-ids.js';
import { noteForm } from '../../src/commands/session-buttons.js';
import { categoryList } from '../../src/views/category-list.js';
import { errorText, errorView } from '../../src/views/error.js';
import type { AnyView } from '../../src/views/message.js';
import { noticeView } from '../../src/views/notice.js';
import { roleOverview } from '../../src/views/role-overview.js';
import { sessionCard } from '../../src/views/session-card.js';
import { otherStatusCard, statusCard } from '../../src/views/status-card.js';
import { suggestionsView } from '../../src/views/suggestions.js';
import { summaryCard } from '../../src/views/summary.js';
import { timeZoneCard, zoneNotice } from '../../src/views/time-zone.js';
import { categoryLabel, mentionRole } from '../../src/views/text.js';
import { unappliedView } from '../../src/views/unapplied.js';
import { activityLogSamples } from './activity-log-samples.js';
import { approvalForms, approvalSamples } from './approval-samples.js';
import { dashboardSamples } from './dashboard-samples.js';
import { boardSamples } from './board-samples.js';
import { entrySamples } from './entry-samples.js';
import { eraseForms, explainSamples, privacySamples } from './privacy-samples.js';
import { FAKE_START } from './fake-clock.js';
import { managerSamples } from './manager-samples.js';
import { editForms } from './form-samples.js';
import { reminderSamples } from './reminder-samples.js';
import { stillWorkingSamples } from './still-working-samples.js';
import { settingsSamples } from './settings-samples.js';
import { insightsSamples } from './insights-samples.js';
import { setupSamples } from './setup-samples.js';
import { teamForms, teamSamples } from './team-samples.js';
import { statsSamples } from './stats-samples.js';
import { systemSamples } from './system-samples.js';
import { targetSamples } from './target-samples.js';
import { tokenSamples } from './token-samples.js';
import { digestSamples } from './digest-samples.js';
import { exportSamples } from './export-samples.js';
import { importSamples } from './import-card-samples.js';
import { voiceSamples } from './voice-samples.js';
import { permissionSamples } from './permission-samples.js';

export type ViewSample =
  | { readonly name: string; readonly kind: 'message'; readonly body: AnyView }
  | { readonly name: string; readonly kind: 'modal'; readonly body: ReturnType<typeof noteForm.view> };

export const LONGEST_ID = '9'.repeat(20);
const LONGEST_ZONE = 'America/Argentina/ComodRivadavia';
const fill = (text: string, length: number): string => Array.from(text.repeat(length)).slice(0, length).join('');
const HOUR = 3_600_000;

/** What users may write that is hardest to show: all markdown, right-to-left, emoji of many units, mentions. */
const WRITINGS = {
  plain: (length: number) => fill('Weekly planning ', length).trim().padEnd(length, 'x'),
  markdown: (length: number) => fill('*_`~|\\<@&1>[a](b)#-', length),
  rightToLeft: (length: number) => fill('שלום עולם ', length).trim().padEnd(length, 'ש'),
  emoji: (length: number) => fill('👩‍👩‍👧‍👦', length),
  mentions: (length: number) => fill('@everyone <@123> ', length).trim().padEnd(length, '@'),
} as const;

/** Every view in one locale with the longest that users may write, in several scripts. */
export const viewSamples = (locale: string): readonly ViewSample[] =>
  Object.entries(WRITINGS).flatMap(([writing, write]) =>
    samplesOf(locale, write).map((sample) => ({ ...sample, name: `${locale}/${writing}/${sample.name}` })),
  );

const samplesOf = (locale: string, write: (length: number) => string): readonly ViewSample[] => {
  const t = createTranslators({ strict: true }).for(locale);
  const role = roleId(LONGEST_ID);
  const member = userId(LONGEST_ID);
  const emoji = `<a:${'e'.repeat(32)}:${LONGEST_ID}>`;
  const category: Category = {
    id: categoryId('c'.repeat(32)),
    name: write(50),
    colour: 0xffffff,
    emoji,
    description: write(200),
    weight: 5,
    order: 49,
    role,
    requires: role,
    archived: false,
  };
  const categories = Array.from({ length: 60 }, (_, order): Category => ({ ...category, order, archived: order >= 50 }));
  const running: Session = {
    id: sessionId(LONGEST_ID),
    category: category.id,
    status: 'RUNNING',
    note: write(200),
    startedAt: FAKE_START,
    pauses: [{ start: FAKE_START + HOUR, end: FAKE_START + 2 * HOUR }],
    pausedSince: null,
    endedAt: null,
    endReason: null,
    overrideMs: null,
    counting: null,
  };
  const now = FAKE_START + 9999 * HOUR + 59 * 60_000;
  const paused: Session = { ...running, status: 'PAUSED', pausedSince: FAKE_START + 3 * HOUR };
  const ended: Session = { ...running, status: 'ENDED_UNCONFIRMED', endedAt: now, endReason: 'member' };
  const controls = controlsOf(member, running);
  const target = { owner: member, session: running.id };
  const totals = {
    today: 24 * HOUR,
    week: 168 * HOUR,
    month: 744 * HOUR,
    shares: categories.map((one, at) => ({ category: one, ms: 3 * HOUR, ...(at < 30 ? { targetMs: 168 * HOUR } : {}) })),
  };
  const streak = { present: 36_500, longest: 36_501, todayCounts: false };
  const params = {
    input: write(50),
    name: write(50),
    max: 200,
    min: 0,
    reference: 'K7QM-2XFD',
    field: write(45),
    word: 'LÖSCHEN',
    types: 'image, .csv',
    capability: 'manageDashboards',
    role,
    reason: write(200),
    until: FAKE_START,
    at: FAKE_START,
    option: write(32),
    of: write(200),
    before: FAKE_START,
    after: FAKE_START + 60_000,
    member: '9'.repeat(20),
    start: FAKE_START,
    from: FAKE_START,
    to: FAKE_START + HOUR,
    days: 366,
    minutes: 10_080,
    seconds: 10,
    scope: 'space:manage',
    format: 'timewarrior',
    about: 'categories',
    host: write(200),
    title: write(200),
    why: write(200),
    properties: write(200),
    column: write(100),
    table: write(100),
  };
  const codes = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);
  const message = (name: string, body: AnyView): ViewSample => ({ name, kind: 'message', body });
  const caveats = ['willSync', 'possiblyStale', null] as const;
  const pageId = (page: number): string => IDS.categories.encode({ page });
  const problems = codes.map((code) => ({ role, error: { code, params }, since: FAKE_START }));
  const longest = codes
    .map((code) => errorText({ code, params }, t))
    .reduce((long, text) => (text.length > long.length ? text : long));

  return [
    ...caveats.flatMap((caveat) => [
      message(`session running ${caveat}`, sessionCard({ session: running, category, now, controls, caveat }, t)),
      message(`session paused ${caveat}`, sessionCard({ session: paused, category, now, controls, caveat }, t)),
      message(
        `summary ${caveat}`,
        summaryCard({ session: ended, category, totals, caveat, confirmsAt: FAKE_START, streak: 36_500 }, t),
      ),
      message(`summary without totals ${caveat}`, summaryCard({ session: ended, category, totals: null, caveat }, t)),
      message(
        `status ${caveat}`,
        statusCard({ active: { session: paused, category, controls }, totals, now, caveat, streak }, t),
      ),
      message(`status off ${caveat}`, statusCard({ active: null, totals: null, now, caveat }, t)),
      message(`status of another ${caveat}`, otherStatusCard({ member, since: FAKE_START, totals, caveat }, t)),
      message(`status of another, off ${caveat}`, otherStatusCard({ member, since: null, totals: null, caveat }, t)),
    ]),
    message(
      'suggestions',
      suggestionsView(
        {
          typed: write(100),
          note: write(200),
          suggestions: Array.from({ length: 5 }, (_, at) => ({
            name: write(50),
            customId: IDS.clockIn.encode({ owner: member, category: categoryId(`${'c'.repeat(31)}${at}`) }),
          })),
        },
        t,
      ),
    ),
    { name: 'note modal', kind: 'modal', body: noteForm.view(t, target, { note: write(300) }) },
    { name: 'empty note modal', kind: 'modal', body: noteForm.view(t, target) },
    ...[0, 1, 99].map((page) => message(`categories page ${page}`, categoryList({ categories, page, pageId }, t))),
    message('no categories', categoryList({ categories: [], page: 0, pageId }, t)),
    message('roles', roleOverview({ onRole: role, breakRole: role, categories, problems }, t)),
    message('no roles', roleOverview({ onRole: null, breakRole: null, categories: [], problems: [] }, t)),
    ...statsSamples(category, t).map(({ name, body }) => message(name, body)),
    ...systemSamples(t).map(({ name, view }) => message(name, view)),
    ...[LONGEST_ZONE, 'Europe/Berlin', null].flatMap((guildZone) => {
      const model = { zone: LONGEST_ZONE, guildZone, now: FAKE_START };
      return [
        message(`time zone set, the server's is ${guildZone}`, noticeView(zoneNotice(model, t))),
        message(`time zone chosen, the server's is ${guildZone}`, timeZoneCard({ ...model, isChosen: true }, t)),
        message(`time zone not chosen, the server's is ${guildZone}`, timeZoneCard({ ...model, isChosen: false }, t)),
      ];
    }),
    message('changed', noticeView(t('categories.moved', { category: categoryLabel(category), position: 50 }))),
    message(
      'role with a warning',
      noticeView(t('roles.set.category', { role: mentionRole(role), category: categoryLabel(category) }), [
        t('roles.warning', { role: mentionRole(role), reason: errorText({ code: 'ROLE_ABOVE_BOT' }, t) }),
      ]),
    ),
    message(
      'unapplied',
      unappliedView(
        codes.map((code) => ({ command: 'setNote', at: now, error: { code, params } })),
        t,
      ),
    ),
    message('unapplied of an unknown kind', unappliedView([{ command: 'x', at: now, error: { code: 'EVENT_TOO_OLD' } }], t)),
    ...entrySamples(member, category, { ...ended, endedAt: now }, t).map(({ name, body }) => message(name, body)),
    ...explainSamples(member, category, { ...ended, endedAt: now }, t).map(({ name, body }) => message(name, body)),
    ...privacySamples(member, t).map(({ name, body }) => message(name, body)),
    ...[...eraseForms(member, t), ...approvalForms(member, t), ...teamForms(member, write(300), t)].map(
      ({ name, body }): ViewSample => ({
        name,
        kind: 'modal',
        body,
      }),
    ),
    ...managerSamples(member, category, { ...ended, endedAt: now }, write(200), t).map(({ name, body }) => message(name, body)),
    ...editForms(member, category, ended, t).map(({ name, body }): ViewSample => ({ name, kind: 'modal', body })),
    ...settingsSamples(write(300), longest, t).map(({ name, body }) => message(name, body)),
    ...approvalSamples(member, category, { ...ended, endedAt: now }, write(200), params, t).map(({ name, body }) =>
      message(name, body),
    ),
    ...insightsSamples(member, category, t).map(({ name, body }) => message(name, body)),
    ...digestSamples(category, t).map(({ name, body }) => message(name, body)),
    ...exportSamples(member, category, params, t).map(({ name, body }) => message(name, body)),
    ...importSamples(member, write, t).map(({ name, body }) => message(name, body)),
    ...reminderSamples(member, category, write, t).map(({ name, body }) => message(name, body)),
    ...voiceSamples(category, t).map(({ name, body }) => message(name, body)),
    ...stillWorkingSamples(member, category, { ...ended, endedAt: now }, t).map(({ name, body }) => message(name, body)),
    ...teamSamples(member, category, { ...ended, endedAt: now }, write(200), t).map(({ name, body }) => message(name, body)),
    ...boardSamples(member, category, write, t).map(({ name, body }) => message(name, body)),
    ...targetSamples(member, category, t).map(({ name, body }) => message(name, body)),
    ...tokenSamples(FAKE_START, write(50), t).map(({ name, body }) => message(name, body)),
    ...activityLogSamples(category, { ...ended, endedAt: now }, t).map(({ name, body }) => message(name, body)),
    ...dashboardSamples(category, { ...ended, endedAt: now }, t).map(({ name, body }) => message(name, body)),
    ...setupSamples(write(300), longest, t).map(({ name, body }) => message(name, body)),
    ...permissionSamples(member, role, { categories, reason: write(200) }, t).map(({ name, body }) => message(name, body)),
    ...codes.map((code) => message(`error ${code}`, errorView({ code, params }, t))),
  ];
};
