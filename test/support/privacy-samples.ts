import { ERASE_FORMS } from '../../src/commands/privacy/erase.js';
import { EXPLAIN_IDS } from '../../src/commands/explain/custom-ids.js';
import { field } from '../../src/commands/kit/fields/index.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { PRIVACY_IDS } from '../../src/commands/privacy/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import { roleId, sessionId, userId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Difference } from '../../src/domain/verify-member.js';
import type { Translator } from '../../src/i18n/translator.js';
import { explainView, type ExplainedEntry, type ExplainModel } from '../../src/views/explain/explain-view.js';
import { verifyView } from '../../src/views/explain/verify-view.js';
import { erasedView } from '../../src/views/privacy/erased-view.js';
import { insightsPrivacy } from '../../src/views/privacy/insights-view.js';
import { keptView } from '../../src/views/privacy/kept-view.js';
import { privacySettings } from '../../src/views/privacy/settings-view.js';
import type { AnyView } from '../../src/views/message.js';

const LONGEST_ID = '9'.repeat(24);
const ZONE = 'America/Argentina/ComodRivadavia';
const MINUTE = 60_000;

/** Views of where numbers come from, with the longest that they may hold. `ended` has a note of the full length. */
export const explainSamples = (
  member: UserId,
  category: Category,
  ended: Session & { readonly endedAt: number },
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const counting = { zone: ZONE, dayStart: 360, boundary: 'split' } as const;
  const session: Session = { ...ended, id: sessionId(LONGEST_ID), overrideMs: 9999 * MINUTE, counting };
  const before: Session = { ...session, note: ended.note, startedAt: session.startedAt - 61_001, overrideMs: null, pauses: [] };
  const after: Session = { ...session, note: null, status: 'ENDED_CONFIRMED', counting: { ...counting, dayStart: 0 } };
  const change = { event: 'entryEdited', at: ended.endedAt + 1_234, storedAt: ended.endedAt + 999_999, actor: member };
  const entry: ExplainedEntry = {
    session,
    changes: Array.from({ length: 12 }, (_, at) => ({
      ...{ ...change, source: at % 2 === 0 ? 'modal' : 'x'.repeat(40) },
      ...(at % 2 === 0 ? { before, after } : { before: after, after: before }),
    })),
    look: () => category,
    dayMs: 9_999_999_999,
  };
  const model: Omit<ExplainModel, 'of' | 'page'> = {
    entries: Array.from({ length: 50 }, () => entry),
    former: [entry],
    refused: Array.from({ length: 30 }, () => ({
      command: 'clockIn',
      at: ended.endedAt,
      error: { code: 'EVENT_TOO_OLD' } as const,
    })),
    isCut: true,
    pageId: (page) => EXPLAIN_IDS.entry.encode({ owner: member, session: session.id, page }),
    now: ended.endedAt,
  };
  const day = { kind: 'day', day: '20260105', zone: ZONE, totalMs: 1e9, isStored: false } as const;
  const nothing = { entries: [], former: [], refused: [], isCut: false };
  const differences: readonly Difference[] = Array.from({ length: 12 }, (_, at) =>
    at % 2 === 0
      ? { kind: 'total', day: '20260105', category: category.id, fromEntries: -1e9, stored: 1e9 }
      : { kind: 'gap', session: session.id },
  );
  const verified = { user: member, entries: 5_000, changes: 99_999, differences, compared: 'no' } as const;
  const pages = { look: () => category, pageId: (page: number) => EXPLAIN_IDS.verify.encode({ page }) };
  return [
    ...[0, 1, 9999].map((page) => ({ name: `explain day ${page}`, body: explainView({ ...model, of: day, page }, t) })),
    { name: 'explain entry', body: explainView({ ...model, of: { kind: 'entry', counting }, entries: [entry], page: 0 }, t) },
    { name: 'explain nothing', body: explainView({ ...model, ...nothing, of: { ...day, isStored: true }, page: 0 }, t) },
    {
      name: 'verify',
      body: verifyView({ ...pages, members: Array.from({ length: 10 }, () => verified), page: 9998, pages: 9999 }, t),
    },
    { name: 'verify nobody', body: verifyView({ ...pages, members: [], page: 0, pages: 0 }, t) },
    {
      name: 'verify changing',
      body: verifyView({ ...pages, members: [{ ...verified, differences: [], compared: 'changing' }], page: 0, pages: 1 }, t),
    },
  ];
};

/** Views of what is kept and erased. */
export const privacySamples = (member: UserId, t: Translator): readonly { readonly name: string; readonly body: AnyView }[] => {
  const kept = {
    ...{ isGuild: true, entries: 5_000, first: 1e12, last: 2e12, isOnTheClock: true, hasHistory: true },
    ...{ documents: ['preferences', 'sharing', 'unknown-kind'], untold: 12, spaces: 1_234 },
  };
  const id = (choice: Parameters<typeof PRIVACY_IDS.choose.encode>[0]['choice']): string =>
    PRIVACY_IDS.choose.encode({ owner: member, choice });
  return [
    { name: 'kept', body: keptView(kept, t) },
    { name: 'kept, one of each', body: keptView({ ...kept, entries: 1, untold: 1, isGuild: false }, t) },
    {
      name: 'kept, nothing',
      body: keptView({ ...kept, entries: 0, first: null, last: null, hasHistory: false, documents: [], untold: 0, spaces: 0 }, t),
    },
    ...(['here', 'everywhere'] as const).flatMap((where) =>
      [0, 3].map((erased) => ({
        name: `erased ${where} ${String(erased)}`,
        body: erasedView({ where, erased, keepsSums: erased > 0 }, t),
      })),
    ),
    ...[null, true, false].map((boards) => ({
      name: `privacy settings ${String(boards)}`,
      body: privacySettings(
        {
          boards: { onThem: boards },
          insights: { agreed: boards === true, sharedWith: boards === true ? 50 : boards === null ? 1 : 0 },
          directMessages: boards === false,
          voice: boards !== false,
          id,
        },
        t,
      ),
    })),
    ...insightsPrivacySamples(member, t),
    {
      name: 'privacy settings of the own space',
      body: privacySettings(
        { boards: null, insights: { agreed: false, sharedWith: 0 }, directMessages: true, voice: false, id },
        t,
      ),
    },
  ];
};

const insightsPrivacySamples = (owner: UserId, t: Translator): readonly { readonly name: string; readonly body: AnyView }[] => {
  const everyone = roleId('9'.repeat(20));
  const many = Array.from({ length: 25 }, (_, at) => String(10n ** 19n + BigInt(at)));
  const shared = { roles: [everyone, ...many.slice(1).map(roleId)], members: many.map(userId) };
  const menus = [
    menuRow(
      field.users({ label: 'privacy.insights.members', min: 0, max: 25 }),
      PRIVACY_IDS.insightsMembers.encode({ owner }),
      t,
      shared.members,
    ),
    menuRow(
      field.roles({ label: 'privacy.insights.roles', min: 0, max: 25 }),
      PRIVACY_IDS.insightsRoles.encode({ owner }),
      t,
      shared.roles,
    ),
  ];
  const ids = {
    agree: PRIVACY_IDS.insights.encode({ owner, agrees: 'yes' }),
    takeBack: PRIVACY_IDS.insights.encode({ owner, agrees: 'no' }),
  };
  const nobody = { roles: [], members: [] };
  return [
    { name: 'privacy insights', body: insightsPrivacy({ agreed: true, shared, everyone, inServer: true, menus, ...ids }, t) },
    {
      name: 'privacy insights, alone',
      body: insightsPrivacy({ agreed: true, shared: nobody, everyone, inServer: true, menus, ...ids }, t),
    },
    {
      name: 'privacy insights, off',
      body: insightsPrivacy({ agreed: false, shared: nobody, everyone, inServer: true, menus: [], ...ids }, t),
    },
    {
      name: 'privacy insights, own space',
      body: insightsPrivacy({ agreed: true, shared: nobody, everyone: null, inServer: false, menus: [], ...ids }, t),
    },
  ];
};

/** The forms that confirm an erasure. */
export const eraseForms = (owner: UserId, t: Translator) => [
  { name: 'erase here', body: ERASE_FORMS.hereGuild.view(t, { owner, where: 'here' }) },
  { name: 'erase the own space', body: ERASE_FORMS.hereOwn.view(t, { owner, where: 'here' }) },
  { name: 'erase everywhere', body: ERASE_FORMS.everywhere.view(t, { owner, where: 'everywhere' }) },
];
