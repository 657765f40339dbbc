import { chooseSharing, ownSharing, privacyOrigin } from '../../actions/privacy.js';
import type { DomainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
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

type SettingsDeps = Pick<Deps, 'documents'>;
type ChoosingDeps = Pick<Deps, 'documents' | 'boards'>;

const settingsView = async (ctx: Context, { documents }: SettingsDeps): Promise<LayoutView> => {
  const [shared, own] = await Promise.all([ownSharing(ctx, { documents }), documents.of(preferences).get(ownPreferences(ctx))]);
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

const choose = async (ctx: Context, choice: PrivacyChoice, deps: ChoosingDeps): Promise<Result<unknown, DomainError>> => {
  const { documents } = deps;
  switch (choice) {
    case 'boards-yes':
    case 'boards-no':
    case 'boards-space':
      return chooseSharing(ctx, { boards: BOARDS[choice] }, deps);
    case 'insights-yes':
    case 'insights-no':
      return chooseSharing(ctx, { insights: choice === 'insights-yes' }, deps);
    case 'messages-yes':
    case 'messages-no': {
      const directMessages = choice === 'messages-yes';
      return documents
        .of(preferences)
        .update(ownPreferences(ctx), privacyOrigin(ctx), (own) =>
          ok(own.directMessages === directMessages ? own : { ...own, directMessages }),
        );
    }
    case 'voice-yes':
    case 'voice-no': {
      const voice = choice === 'voice-yes';
      return documents
        .of(preferences)
        .update(ownPreferences(ctx), privacyOrigin(ctx), (own) => ok(own.voice === voice ? own : { ...own, voice }));
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
  async run(ctx, { choice }, deps: ChoosingDeps) {
    const changed = await choose(ctx, choice === 'on' ? 'voice-yes' : 'voice-no', deps);
    return changed.ok ? message(noticeView(ctx.t(`voice.${choice}`))) : failure(changed.error);
  },
});

export const settingsButton = defineButton({
  route: PRIVACY_IDS.choose,
  guards: [ownedBy('owner')],
  async run(ctx, { choice }, deps: ChoosingDeps) {
    const changed = await choose(ctx, choice, deps);
    return changed.ok ? update(await settingsView(ctx, deps)) : failure(changed.error);
  },
});
