import { ButtonStyle, type APIEmbed, type APIEmbedField } from 'discord-api-types/v10';
import { isToBeMade, type ApprovalRequest } from '../../domain/approvals.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { breakLine, whole } from '../entries/draft-card.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { categoryLabel, cut, fitLines, mentionUser, timestamp, type CategoryLook } from '../text.js';
import { whyField } from './why.js';

/** What a card shows of a request, whether it was made already or not. */
export type ShownRequest = Pick<ApprovalRequest, 'change' | 'before' | 'after' | 'cut' | 'limit'>;
export type Look = (id: CategoryId) => CategoryLook;

/** Custom ids of its buttons. */
export interface AnswerControls {
  readonly approve: string;
  readonly approveWithReason: string;
  readonly decline: string;
}

export interface RequestModel {
  readonly member: UserId;
  readonly request: ApprovalRequest;
  readonly look: Look;
  readonly controls: AnswerControls;
}

/** Of the 6,000 characters of an embed; with more breaks than that nobody reads on. */
const BREAKS_MAX = 500;

/** What is asked for, in a few words. */
export const whatText = ({ change }: Pick<ShownRequest, 'change'>, t: Translator): string => t(`approvals.what.${change.type}`);

/** How a session is called that the request shows; of one that is changed, as it was. */
const labelOf = (session: Session, look: Look): string => categoryLabel(look(session.category));

/** The category, or both when it changes. */
export const categoryText = ({ before, after }: Pick<ShownRequest, 'before' | 'after'>, look: Look): string =>
  [...new Set([before, after].flatMap((session) => (session === null ? [] : [labelOf(session, look)])))].join(' → ');

const breaksText = ({ pauses }: Session, t: Translator): string =>
  pauses.length === 0 ? t('common.none') : fitLines(pauses.map(breakLine), BREAKS_MAX, (n) => t('common.more', { n }));

const hasSameBreaks = (a: Session | null, b: Session): boolean =>
  a === null
    ? b.pauses.length === 0
    : a.pauses.length === b.pauses.length &&
      a.pauses.every(({ start, end }, at) => start === b.pauses[at]?.start && end === b.pauses[at].end);

/** Until when what runs is counted: at the moment of the request it went on. */
const endOf = ({ before, after }: ShownRequest, now: number): number =>
  Math.max(now, before?.startedAt ?? 0, after?.startedAt ?? 0);

const noteFields = ({ before, after }: ShownRequest, t: Translator): readonly APIEmbedField[] => {
  const field = (name: MessageKey, note: string | null): APIEmbedField => ({
    name: t(name),
    value: (note === null ? '' : userText(note)) || t('common.none'),
  });
  const [old, next] = [before?.note ?? null, after === null ? null : after.note];
  if (before === null || after === null || old === next)
    return (next ?? old) === null ? [] : [field('approvals.fields.note', next ?? old)];
  return [field('approvals.fields.noteBefore', old), field('approvals.fields.noteAfter', next)];
};

/** Before and after, and why it needs approval. `askedAt` in ms. */
export const changeFields = (shown: ShownRequest, look: Look, askedAt: number, t: Translator): readonly APIEmbedField[] => {
  const { before, after, cut: other, limit } = shown;
  const now = endOf(shown, askedAt);
  const breaks =
    after === null || hasSameBreaks(before, after) ? [] : [{ name: t('entries.fields.breaks'), value: breaksText(after, t) }];
  return [
    { name: t('entries.fields.category'), value: categoryText(shown, look) },
    ...(before === null ? [] : [{ name: t('entries.draft.before'), value: whole(before, now, t) }]),
    {
      name: before === null ? t('entries.draft.when') : t('entries.draft.after'),
      value: after === null ? t('approvals.fields.deleted') : whole(after, now, t),
    },
    ...breaks,
    ...noteFields(shown, t),
    ...(other === null
      ? []
      : [
          {
            name: t('entries.draft.cut', { category: cut(labelOf(other.before, look), 170) }),
            value: `${whole(other.before, now, t)}\n→ ${whole(other.after, now, t)}`,
          },
        ]),
    whyField(limit, t),
  ];
};

/** What the member says about it, under a name that fits who reads it. */
export const reasonFields = (
  { reason }: Pick<ApprovalRequest, 'reason'>,
  name: MessageKey,
  t: Translator,
): readonly APIEmbedField[] => (reason === null ? [] : [{ name: t(name), value: userText(reason) }]);

const answerFields = (request: ApprovalRequest, t: Translator): readonly APIEmbedField[] => {
  const { state } = request;
  if (state.kind === 'open') return [];
  const told = { by: mentionUser(state.by), when: timestamp(state.at, 'R') };
  const reason = state.reason === null ? '' : userText(state.reason);
  const lines =
    state.kind === 'declined'
      ? [t('approvals.answer.declined', told), t('approvals.answer.because', { reason })]
      : [
          t(isToBeMade(request) ? 'approvals.answer.notMade' : 'approvals.answer.approved', told),
          ...(reason === '' ? [] : [t('approvals.answer.comment', { reason })]),
        ];
  return [{ name: t('approvals.answer.title'), value: lines.join('\n') }];
};

const TITLES = {
  open: 'approvals.request.title',
  approved: 'approvals.request.approved',
  declined: 'approvals.request.declined',
} as const;
const COLOURS = { open: COLOUR.paused, approved: COLOUR.running, declined: COLOUR.warning } as const;

const embedOf = (
  { member, request, look }: Omit<RequestModel, 'controls'>,
  title: MessageKey,
  colour: number,
  t: Translator,
): APIEmbed => ({
  title: t(title, { what: whatText(request, t) }),
  color: colour,
  fields: [
    { name: t('approvals.fields.member'), value: mentionUser(member), inline: true },
    { name: t('approvals.fields.asked'), value: timestamp(request.askedAt, 'R'), inline: true },
    ...changeFields(request, look, request.askedAt, t),
    ...reasonFields(request, 'approvals.fields.reason', t),
    ...answerFields(request, t),
  ],
});

const buttonsOf = ({ request, controls }: RequestModel, t: Translator): MessageView['components'] => {
  if (isToBeMade(request)) return rows([button(controls.approve, t('approvals.buttons.makeNow'), ButtonStyle.Primary)]);
  if (request.state.kind !== 'open') return [];
  return rows([
    button(controls.approve, t('approvals.buttons.approve'), ButtonStyle.Success),
    button(controls.approveWithReason, t('approvals.buttons.approveWithReason'), ButtonStyle.Secondary),
    button(controls.decline, t('approvals.buttons.decline'), ButtonStyle.Danger),
  ]);
};

/** A request in the channel of those who may approve: what it asks for and, when it is answered, by whom and why. */
export const requestCard = (model: RequestModel, t: Translator): MessageView => {
  const { kind } = model.request.state;
  return messageView({ embeds: [embedOf(model, TITLES[kind], COLOURS[kind], t)], components: buttonsOf(model, t) });
};

/** The same after its member has taken it back. */
export const withdrawnCard = (model: Omit<RequestModel, 'controls'>, t: Translator): MessageView =>
  messageView({ embeds: [embedOf(model, 'approvals.request.withdrawn', COLOUR.off, t)] });

/** What is left of the card when the request is no longer kept: nothing of what it said. */
export const goneView = (t: Translator): MessageView => messageView({ content: t('approvals.request.gone') });
