import type { DomainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { keepStanding } from '../../engine/standing.js';
import type { LayoutView } from '../../views/message.js';
import { noticeView } from '../../views/notice.js';
import { privacySettings } from '../../views/privacy/settings-view.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import { ownPreferences } from '../zone-of.js';
import { PRIVACY_IDS, type PrivacyChoice } from './custom-ids.js';
import { agreeToInsights, originOf } from './consent.js';

type SettingsDeps = Pick<Deps, 'documents'>;

const settingsView = async (ctx: Context, { documents }: SettingsDeps): Promise<LayoutView> => {
  const [shared, own] = await Promise.all([
    documents.of(sharing).get({ space: ctx.space, user: ctx.user }),
    documents.of(preferences).get(ownPreferences(ctx)),
  ]);
  return privacySettings(
    {
      boards: isGuildSpace(ctx.space) ? { onThem: shared.boards } : null,
      insights: { agreed: shared.insights, sharedWith: shared.insightsFor.roles.length + shared.insightsFor.members.length },
      directMessages: own.directMessages,
      voice: own.voice,
      id: (choice) => PRIVACY_IDS.choose.encode({ owner: ctx.user, choice }),
    },
    ctx.t,
  );
};

const BOARDS = { 'boards-yes': true, 'boards-no': false, 'boards-space': null } as const;

const choose = async (
  ctx: Context,
  choice: PrivacyChoice,
  { documents }: SettingsDeps,
): Promise<Result<unknown, DomainError>> => {
  const inSpace = { space: ctx.space, user: ctx.user };
  switch (choice) {
    case 'boards-yes':
    case 'boards-no':
    case 'boards-space': {
      const boards = BOARDS[choice];
      return documents.of(sharing).update(inSpace, originOf(ctx), (own) => ok(own.boards === boards ? own : { ...own, boards }));
    }
    case 'insights-yes':
    case 'insights-no':
      return agreeToInsights(ctx, choice === 'insights-yes', { documents });
    case 'messages-yes':
    case 'messages-no': {
      const directMessages = choice === 'messages-yes';
      return documents
        .of(preferences)
        .update(ownPreferences(ctx), originOf(ctx), (own) =>
          ok(own.directMessages === directMessages ? own : { ...own, directMessages }),
        );
    }
    case 'voice-yes':
    case 'voice-no': {
      const voice = choice === 'voice-yes';
      return documents
        .of(preferences)
        .update(ownPreferences(ctx), originOf(ctx), (own) => ok(own.voice === voice ? own : { ...own, voice }));
    }
  }
};

/** What others see of a member, and whether the bot may write to them. */
export const settings = defineCommand({
  name: 'settings',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  run: async (ctx, _options, deps: SettingsDeps) => message(await settingsView(ctx, deps)),
});

/** The same question about voice channels, for those who know what they want. */
export const voice = defineCommand({
  name: 'voice',
  visibility: 'ephemeral',
  guards: [],
  options: { choice: opt.choice(['on', 'off']).required() },
  async run(ctx, { choice }, deps: SettingsDeps) {
    const changed = await choose(ctx, choice === 'on' ? 'voice-yes' : 'voice-no', deps);
    return changed.ok ? message(noticeView(ctx.t(`voice.${choice}`))) : failure(changed.error);
  },
});

export const settingsButton = defineButton({
  route: PRIVACY_IDS.choose,
  guards: [ownedBy('owner')],
  async run(ctx, { choice }, deps: SettingsDeps & Pick<Deps, 'boards'>) {
    const changed = await choose(ctx, choice, deps);
    if (changed.ok && choice in BOARDS) await keepStanding({ ...deps, store: deps.boards }, { space: ctx.space, user: ctx.user });
    return changed.ok ? update(await settingsView(ctx, deps)) : failure(changed.error);
  },
});
