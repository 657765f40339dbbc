import { ButtonStyle, type APIButtonComponent } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';

type Choice =
  | 'boards-yes'
  | 'boards-no'
  | 'boards-space'
  | 'insights-yes'
  | 'insights-no'
  | 'messages-yes'
  | 'messages-no'
  | 'voice-yes'
  | 'voice-no';

export interface PrivacySettingsModel {
  /** May they be on the boards? `onThem` null: as the space says. Null in a person's own space, which has none. */
  readonly boards: { readonly onThem: boolean | null } | null;
  /** Are insights made of their time, and how many people and roles see them besides? */
  readonly insights: { readonly agreed: boolean; readonly sharedWith: number };
  readonly directMessages: boolean;
  /** Do voice channels clock them in and out? */
  readonly voice: boolean;
  readonly id: (choice: Choice) => string;
}

/** What is chosen is green and cannot be pressed. */
const choiceButton = ({ id }: PrivacySettingsModel, choice: Choice, label: string, isChosen: boolean): APIButtonComponent =>
  button(id(choice), label, isChosen ? ButtonStyle.Success : ButtonStyle.Secondary, isChosen);

const question = (title: string, explanation: string, choices: readonly APIButtonComponent[]): readonly Block[] => [
  separator(),
  text(`**${title}**\n${explanation}`),
  ...buttons(choices),
];

/** What a member lets others see, each with its choices. */
export const privacySettings = (model: PrivacySettingsModel, t: Translator): LayoutView => {
  const { boards, insights, directMessages, voice } = model;
  const [yes, no] = [t('privacy.settings.yes'), t('privacy.settings.no')];
  const choice = (name: Choice, label: string, isChosen: boolean) => choiceButton(model, name, label, isChosen);
  const board =
    boards === null
      ? []
      : question(t('privacy.settings.boards'), t('privacy.settings.boardsText'), [
          choice('boards-yes', yes, boards.onThem === true),
          choice('boards-no', no, boards.onThem === false),
          choice('boards-space', t('privacy.settings.asServer'), boards.onThem === null),
        ]);
  const seen =
    boards === null
      ? t('privacy.settings.insightsOwn')
      : insights.sharedWith === 0
        ? t('privacy.settings.insightsAlone')
        : t('privacy.settings.insightsShared', { count: insights.sharedWith });
  const insight = question(t('privacy.settings.insights'), `${t('privacy.settings.insightsText')}\n-# ${seen}`, [
    choice('insights-yes', yes, insights.agreed),
    choice('insights-no', no, !insights.agreed),
  ]);
  const messages = question(t('privacy.settings.messages'), t('privacy.settings.messagesText'), [
    choice('messages-yes', yes, directMessages),
    choice('messages-no', no, !directMessages),
  ]);
  const voices = question(t('privacy.settings.voice'), t('privacy.settings.voiceText'), [
    choice('voice-yes', yes, voice),
    choice('voice-no', no, !voice),
  ]);
  return layout(
    [container([text(`### ${t('privacy.settings.title')}`), ...board, ...insight, ...messages, ...voices], COLOUR.ended)],
    t,
  );
};
