import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';

export interface ErasedModel {
  readonly where: 'here' | 'everywhere';
  /** Spaces in which there was something. */
  readonly erased: number;
  /** One of them is a server, whose totals keep the time as sums. */
  readonly keepsSums: boolean;
}

/** What was erased, and what stays for a while elsewhere. */
export const erasedView = ({ where, erased, keepsSums }: ErasedModel, t: Translator): LayoutView => {
  const done = erased === 0 ? 'privacy.erased.nothing' : where === 'here' ? 'privacy.erased.here' : 'privacy.erased.everywhere';
  return layout(
    [
      container(
        [
          text(`### ${t('privacy.erased.title')}\n${t(done)}`),
          separator(),
          lines(
            [
              t('privacy.erased.journal'),
              t('privacy.erased.backups'),
              t('privacy.erased.mark'),
              t('privacy.erased.others'),
              t(keepsSums ? 'privacy.erased.sums' : 'privacy.erased.noSums'),
              ...(where === 'here' ? [t('privacy.erased.preferences')] : []),
            ].map((line) => `- ${line}`),
          ),
        ],
        COLOUR.off,
      ),
    ],
    t,
  );
};
