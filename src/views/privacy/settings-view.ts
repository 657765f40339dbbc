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
  /** What others of the space see; null in a person's own space, where there are no others. `boards` null: as the space says. */
  readonly sharing: { readonly boards: boolean | null; readonly insights: boolean } | null;
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
  const { sharing, directMessages, voice } = model;
  const [yes, no] = [t('privacy.settings.yes'), t('privacy.settings.no')];
  const choice = (name: Choice, label: string, isChosen: boolean) => choiceButton(model, name, label, isChosen);
  const ofSpace =
    sharing === null
      ? []
      : [
          ...question(t('privacy.settings.boards'), t('privacy.settings.boardsText'), [
            choice('boards-yes', yes, sharing.boards === true),
            choice('boards-no', no, sharing.boards === false),
            choice('boards-space', t('privacy.settings.asServer'), sharing.boards === null),
          ]),
          ...question(t('privacy.settings.insights'), t('privacy.settings.insightsText'), [
            choice('insights-yes', yes, sharing.insights),
            choice('insights-no', no, !sharing.insights),
          ]),
        ];
  const messages = question(t('privacy.settings.messages'), t('privacy.settings.messagesText'), [
    choice('messages-yes', yes, directMessages),
    choice('messages-no', no, !directMessages),
  ]);
  const voices = question(t('privacy.settings.voice'), t('privacy.settings.voiceText'), [
    choice('voice-yes', yes, voice),
    choice('voice-no', no, !voice),
  ]);
  return layout([container([text(`### ${t('privacy.settings.title')}`), ...ofSpace, ...messages, ...voices], COLOUR.ended)], t);
};
