import type { LogKind } from '../../domain/activity-log.js';
import type { DomainError } from '../../domain/errors.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { container, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { mentionChannel } from '../text.js';

export interface LogPlacesModel {
  /** Null: nowhere, because no channel is set; `off`: nowhere, because somebody wants it so. */
  readonly kinds: readonly { readonly kind: LogKind; readonly place: ChannelId | 'off' | null }[];
  /** What the bot may not do in these channels. */
  readonly problems: readonly { readonly channel: ChannelId; readonly error: DomainError }[];
  readonly showsNotes: boolean;
}

const placeText = (place: ChannelId | 'off' | null, t: Translator): string => {
  if (place === null) return t('activitylog.nowhere');
  return place === 'off' ? t('activitylog.off') : mentionChannel(place);
};

/** What the activity log tells where, for those who choose it. */
export const logPlaces = ({ kinds, problems, showsNotes }: LogPlacesModel, t: Translator): LayoutView => {
  const isOn = kinds.some(({ place }) => place !== null && place !== 'off');
  const rows = kinds.map(({ kind, place }) =>
    t('activitylog.row', { kind: t(`activitylog.kinds.${kind}`), place: placeText(place, t) }),
  );
  const warnings = problems.map(({ channel, error }) =>
    t('activitylog.problem', { channel: mentionChannel(channel), reason: errorText(error, t) }),
  );
  return layout(
    [
      container(
        [
          text(`### ${t('activitylog.title')}\n${isOn ? rows.join('\n') : t('activitylog.none')}`),
          ...(warnings.length === 0 ? [] : [text(warnings.join('\n'))]),
          separator(),
          text(`-# ${t('activitylog.readers')}\n-# ${t(`activitylog.notes.${showsNotes ? 'on' : 'off'}`)}`),
        ],
        warnings.length > 0 ? COLOUR.warning : isOn ? COLOUR.ended : COLOUR.off,
      ),
    ],
    t,
  );
};
