import { ButtonStyle } from 'discord-api-types/v10';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';

/** What insights are, of what they are made and who sees them, before anything is computed. `agree`: custom id. */
export const agreementCard = (agree: string, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(
            [
              `## 🔎 ${t('insights.title')}`,
              t('insights.agree.before'),
              t('privacy.insights.about'),
              t('privacy.insights.network'),
              t('privacy.insights.nobody'),
              `-# ${t('insights.agree.later')}`,
            ].join('\n\n'),
          ),
          ...buttons([button(agree, t('insights.agree.button'), ButtonStyle.Success)]),
        ],
        COLOUR.off,
      ),
    ],
    t,
  );

/** In the place of insights that are not to be seen any more. `why` is translated and safe to show. */
export const withdrawnCard = (why: string, t: Translator): LayoutView => layout([container([text(why)], COLOUR.off)], t);
