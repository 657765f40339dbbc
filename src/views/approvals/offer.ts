import { ButtonStyle } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { changeFields, whatText, type Look, type ShownRequest } from './request-card.js';

export interface OfferModel {
  readonly shown: ShownRequest;
  readonly look: Look;
  /** ms */
  readonly now: number;
  readonly controls: { readonly ask: string; readonly cancel: string };
}

/** What a member wants to do and may not do alone, with the button that asks for approval. */
export const offerCard = ({ shown, look, now, controls }: OfferModel, t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('approvals.offer.title', { what: whatText(shown, t) }),
        color: COLOUR.paused,
        fields: [...changeFields(shown, look, now, t)],
      },
    ],
    components: rows([
      button(controls.ask, t('approvals.buttons.ask'), ButtonStyle.Primary),
      button(controls.cancel, t('entries.buttons.cancel'), ButtonStyle.Secondary),
    ]),
  });
