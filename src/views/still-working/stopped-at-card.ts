import { ButtonStyle } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { timestamp } from '../text.js';

/** A moment that was typed: the id of the button that ends the session then, the moment in ms, and its text in the member's zone. */
export interface StoppedAtChoice {
  readonly id: string;
  readonly at: number;
  readonly time: string;
}

/** What was understood, before anything ends: one moment, or the two that a typed time may mean. */
export const stoppedAtCard = (choices: readonly StoppedAtChoice[], t: Translator): MessageView =>
  messageView({
    content:
      choices.length === 1
        ? t('stillworking.understood', { time: timestamp(choices[0]?.at ?? 0, 'f') })
        : t('stillworking.which', { times: choices.map(({ at }) => timestamp(at, 'f')).join(', ') }),
    components: rows(
      choices.map(({ id, time }) =>
        button(id, choices.length === 1 ? t('stillworking.stopThen') : t('stillworking.stopAt', { time }), ButtonStyle.Danger),
      ),
    ),
  });
