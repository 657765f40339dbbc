import type { DomainError } from '../domain/errors.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { errorText } from './error.js';
import { messageView, type MessageView } from './message.js';
import { timestamp } from './text.js';

/** A change that was taken offline and did not fit later. */
export interface UnappliedModel {
  /** clockIn, switch, clockOut, pause, resume, setNote. */
  readonly command: string;
  /** ms. */
  readonly at: number;
  readonly error: DomainError;
}

/** As many as one message tells of; the longest reason has well below 300 characters. */
export const UNAPPLIED_PER_MESSAGE = 10;

/** What a command that was taken offline is called. */
export const commandText = (command: string, t: Translator): string => {
  switch (command) {
    case 'clockIn':
    case 'switch':
    case 'clockOut':
    case 'pause':
    case 'resume':
    case 'setNote':
    case 'notion':
      return t(`session.unapplied.commands.${command}`);
    default:
      return t('session.unapplied.unknownCommand');
  }
};

/** Tells a member of at most UNAPPLIED_PER_MESSAGE such changes. */
export const unappliedView = (changes: readonly UnappliedModel[], t: Translator): MessageView => {
  const lines = changes
    .slice(0, UNAPPLIED_PER_MESSAGE)
    .map(({ command, at, error }) =>
      t('session.unapplied.line', { command: commandText(command, t), time: timestamp(at, 'f'), reason: errorText(error, t) }),
    );
  return messageView({
    embeds: [
      {
        title: t('session.unapplied.title'),
        description: [t('session.unapplied.intro'), ...lines.map((line) => `- ${line}`)].join('\n'),
        color: COLOUR.warning,
      },
    ],
  });
};
