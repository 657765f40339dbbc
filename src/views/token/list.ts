import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';
import { timestamp } from '../text.js';

export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** ms; null: never. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  /** For the server that it was made in; else for all of the person's own time. */
  readonly isOfServer: boolean;
}

const scopesText = ({ scopes }: Pick<ListedToken, 'scopes'>): string => scopes.map((scope) => `\`${scope}\``).join(' ');

const expiryText = ({ expiresAt }: ListedToken, now: number, t: Translator): string => {
  if (expiresAt === null) return t('tokens.never');
  return t(expiresAt <= now ? 'tokens.expired' : 'tokens.expires', { date: timestamp(expiresAt, 'f') });
};

const lineOf = (token: ListedToken, now: number, t: Translator): string => {
  const used = token.lastUsedAt === null ? t('tokens.unused') : t('tokens.used', { when: timestamp(token.lastUsedAt, 'R') });
  const where = token.isOfServer ? t('tokens.ofServer') : t('tokens.own');
  return `**${userText(token.name)}** · ${where} · ${scopesText(token)}\n${expiryText(token, now, t)} · ${used}`;
};

/** A token that was just made, with its text this once; null for a request that came twice. */
export const newTokenView = (
  token: Omit<ListedToken, 'lastUsedAt'> & { readonly text: string | null },
  t: Translator,
): MessageView => {
  const shown = token.text === null ? t('tokens.shownBefore') : `\`\`\`\n${token.text}\n\`\`\`\n${t('tokens.shownOnce')}`;
  const expires = token.expiresAt === null ? t('tokens.never') : t('tokens.expires', { date: timestamp(token.expiresAt, 'f') });
  const about = [token.isOfServer ? t('tokens.ofServer') : t('tokens.own'), scopesText(token), expires].join(' · ');
  const title = t('tokens.made', { name: userText(token.name) });
  return messageView({ embeds: [{ title, description: `${shown}\n\n${about}`, color: COLOUR.running }] });
};

/** Everybody sees their own alone. `now` in ms. */
export const tokenList = (
  { tokens, now }: { readonly tokens: readonly ListedToken[]; readonly now: number },
  t: Translator,
): MessageView => {
  const lines = tokens.map((token) => lineOf(token, now, t));
  const description = lines.length === 0 ? t('tokens.none') : cut(lines, t);
  return messageView({ embeds: [{ title: t('tokens.title'), description, color: COLOUR.running }] });
};

/** Characters of a description. */
const DESCRIPTION_MAX = 4_000;

/** As many lines as fit, and how many more there are. */
const cut = (lines: readonly string[], t: Translator): string => {
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = text === '' ? line : `${text}\n\n${line}`;
    if (next.length > DESCRIPTION_MAX - 60) return `${text}\n\n${t('tokens.more', { number: lines.length - at })}`;
    text = next;
  }
  return text;
};
