import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { container, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';

export interface ConnectedCard {
  /** '' when Notion does not say. */
  readonly workspace: string;
  /** Pages that were shared. */
  readonly shared: number;
  /** The tables of before are used on. */
  readonly isSetUp: boolean;
}

export const workspaceText = (workspace: string, t: Translator): string =>
  workspace === '' ? t('notion.workspaceUnnamed') : userText(workspace);

/** Notion took the token: what is still missing, and what comes next. */
export const connectedView = ({ workspace, shared, isSetUp }: ConnectedCard, t: Translator): LayoutView => {
  const next = isSetUp ? t('notion.connected.again') : t('notion.connected.next');
  const lines = [
    t('notion.connected.workspace', { workspace: workspaceText(workspace, t) }),
    shared === 0 ? t('notion.connected.nothingShared') : t('notion.connected.shared', { count: shared }),
    next,
  ];
  const colour = shared === 0 ? COLOUR.paused : COLOUR.running;
  return layout([container([text(`### ${t('notion.connected.title')}`), text(lines.join('\n\n'))], colour)], t);
};
