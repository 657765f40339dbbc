import { MANAGED_IDS } from '../../src/commands/admin/session/custom-ids.js';
import { TEAM_IDS } from '../../src/commands/admin/team/custom-ids.js';
import { suspendForm } from '../../src/commands/admin/team/member.js';
import { FORCE_IDS } from '../../src/commands/force-out/custom-ids.js';
import { forceForm } from '../../src/commands/force-out/index.js';
import { WHO_IDS } from '../../src/commands/who/custom-ids.js';
import { CAPABILITIES } from '../../src/domain/capabilities.js';
import type { Category } from '../../src/domain/category.js';
import { roleId, sessionId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import { forceAllQuestion, forcedAllCard } from '../../src/views/force-out-all.js';
import { forcedOutCard, forceOutQuestion } from '../../src/views/force-out.js';
import type { AnyView } from '../../src/views/message.js';
import { memberCard, type MemberCardModel } from '../../src/views/team/member-card.js';
import { teamCard, type TeamModel } from '../../src/views/team/team-card.js';
import { whoCard, type WhoModel } from '../../src/views/who-card.js';

type Ended = Session & { readonly endedAt: number };
type Samples = readonly { readonly name: string; readonly body: AnyView }[];

const LONGEST = 'z'.repeat(9);
const LONGEST_ID = '9'.repeat(20);

/** Two hundred people in fifty categories. */
const whoSamples = (member: UserId, category: Category, at: number, t: Translator): Samples => {
  const person = { member, since: at, breakSince: at };
  const groups = Array.from({ length: 50 }, () => ({ category, rows: Array.from({ length: 4 }, () => person) }));
  const who: WhoModel = {
    groups,
    only: null,
    page: 0,
    pageId: (page, of) => WHO_IDS.page.encode({ owner: member, category: 'z'.repeat(7), page, of }),
    caveat: 'possiblyStale',
  };
  const presence = [{ category: null, rows: groups.flatMap(({ rows }) => rows) }];
  return [
    ...[0, 3, 999].map((page) => ({ name: `who page ${page}`, body: whoCard({ ...who, page }, t) })),
    { name: 'who, presence only', body: whoCard({ ...who, groups: presence, caveat: null }, t) },
    { name: 'who, one category', body: whoCard({ ...who, groups: groups.slice(0, 1), only: category, caveat: null }, t) },
    { name: 'nobody', body: whoCard({ ...who, groups: [] }, t) },
    { name: 'nobody in a category', body: whoCard({ ...who, groups: [], only: category }, t) },
  ];
};

const forceSamples = (member: UserId, category: Category, ended: Ended, reason: string, t: Translator): Samples => {
  const { startedAt: at, endedAt } = ended;
  const cancel = FORCE_IDS.cancel.encode({});
  const one = { member, reason, session: ended, category, cancel };
  const reading = {
    ...{ endedAt, countsMs: endedAt - at, label: 'x'.repeat(90) },
    customId: FORCE_IDS.one.encode({ member, session: sessionId('9'.repeat(40)), at: LONGEST }),
  };
  const other = { ...reading, customId: `${reading.customId.slice(0, -1)}y` };
  const crowd = { what: 'role', role: roleId(LONGEST_ID) } as const;
  const people = Array.from({ length: 200 }, () => ({ member, since: at }));
  const idOf = (end: string): string => FORCE_IDS.all.encode({ what: 'role', which: LONGEST_ID, asked: LONGEST, at: end });
  const all = { crowd, people, reason, cancel, readings: [{ endedAt: null, label: null, customId: idOf('-') }] };
  const twice = [LONGEST, 'y'].map((end) => ({ endedAt, label: 'x'.repeat(90), customId: idOf(end) }));
  const counts = { done: 9999, off: 9999, later: 9999, failed: 9999 };
  const few = { done: 0, off: 1, later: 0, failed: 0 };
  const gone = { what: 'category', category: null } as const;
  return [
    { name: 'force out, question', body: forceOutQuestion({ ...one, readings: [reading] }, t) },
    { name: 'force out, twice', body: forceOutQuestion({ ...one, readings: [reading, other] }, t) },
    { name: 'forced out', body: forcedOutCard({ ...one, caveat: 'willSync' }, t) },
    { name: 'forced out without a reason', body: forcedOutCard({ ...one, reason: '', caveat: null }, t) },
    { name: 'force all, question', body: forceAllQuestion(all, t) },
    {
      name: 'force all, twice',
      body: forceAllQuestion({ ...all, crowd: { what: 'category', category }, readings: twice }, t),
    },
    { name: 'force all, one', body: forceAllQuestion({ ...all, people: people.slice(0, 1) }, t) },
    { name: 'forced all', body: forcedAllCard({ crowd, counts, endedAt, reason }, t) },
    { name: 'forced all, nobody', body: forcedAllCard({ crowd: gone, counts: few, endedAt: null, reason: '' }, t) },
  ];
};

const hoursSamples = (member: UserId, category: Category, ended: Ended, reason: string, t: Translator): Samples => {
  const { startedAt: at, endedAt } = ended;
  const hours = endedAt - at;
  const team: TeamModel = {
    range: { from: '20251229', to: '20261228' },
    rows: Array.from({ length: 10 }, () => ({
      ...{ member, ms: hours, targetMs: hours, isOn: true, unconfirmed: { count: 9999, ms: hours }, requests: 99 },
      leaveUntil: '20261228',
    })),
    first: 9991,
    total: { members: 9999, ms: hours * 100, targetMs: hours * 100 },
    formerMs: hours,
    page: 500,
    pages: 1000,
    pageId: (page, of) => TEAM_IDS.page.encode({ from: '20251229', to: '20261228', page, of }),
  };
  const list = { member, from: LONGEST, to: LONGEST, category: 'z'.repeat(7), way: 'older', at: LONGEST, skip: 9999 } as const;
  const card: MemberCardModel = {
    member,
    active: { session: { ...ended, status: 'PAUSED', endedAt: null, endReason: null, pausedSince: endedAt }, category },
    totals: {
      ...{ today: hours, week: hours, month: hours },
      shares: Array.from({ length: 50 }, () => ({ category, ms: hours, targetMs: hours })),
    },
    last: Array.from({ length: 5 }, () => ({ session: ended, category })),
    days: 92,
    unconfirmed: { count: 9999, ms: hours },
    requests: 99,
    leaveUntil: '20261228',
    suspension: { member, reason, by: member, at, until: endedAt },
    grants: { allowed: CAPABILITIES, denied: CAPABILITIES },
    controls: {
      edit: MANAGED_IDS.entries.encode(list),
      add: MANAGED_IDS.add.encode({ member }),
      explain: TEAM_IDS.explain.encode({ member, day: '20260105', page: 0, of: 'card' }),
      force: TEAM_IDS.force.encode({ member }),
      suspend: TEAM_IDS.suspend.encode({ member }),
      restore: TEAM_IDS.restore.encode({ member }),
      refresh: TEAM_IDS.member.encode({ member }),
    },
    now: endedAt,
    caveat: 'possiblyStale',
  };
  const nothing: MemberCardModel = {
    ...card,
    ...{ active: null, totals: null, last: [], unconfirmed: { count: 0, ms: 0 }, requests: 0, suspension: null, caveat: null },
    grants: { allowed: [], denied: [] },
    controls: {
      ...{ edit: null, add: null, explain: null, force: null, suspend: null, restore: null },
      refresh: card.controls.refresh,
    },
  };
  return [
    { name: 'team', body: teamCard(team, t) },
    { name: 'team, nobody', body: teamCard({ ...team, rows: [], formerMs: null, page: 0, pages: 1 }, t) },
    { name: 'member at a glance', body: memberCard(card, t) },
    { name: 'member at a glance, nothing known', body: memberCard(nothing, t) },
  ];
};

/** Views of those who look after a whole team, each at its longest. */
export const teamSamples = (member: UserId, category: Category, ended: Ended, reason: string, t: Translator): Samples => [
  ...whoSamples(member, category, ended.startedAt, t),
  ...forceSamples(member, category, ended, reason, t),
  ...hoursSamples(member, category, ended, reason, t),
];

/** The forms of the same. */
export const teamForms = (member: UserId, text: string, t: Translator) => {
  const zone = 'America/Argentina/ComodRivadavia';
  return [
    { name: 'force form', body: forceForm.view(t, { member }, { at: text, reason: text }, { zone }) },
    { name: 'suspend form', body: suspendForm.view(t, { member }, { reason: text, until: text }) },
  ];
};
