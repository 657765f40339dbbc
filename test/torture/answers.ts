import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../src/domain/errors.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { readSaid, type Standing } from './corrections.js';

/** What somebody reads in an answer. */
export type Heard =
  /** It counts. `standing`: where it leaves them, when that is said. */
  | { readonly kind: 'yes'; readonly journaled: boolean; readonly standing: Standing | null }
  /** `code` null: a refusal that is none of the table. */
  | { readonly kind: 'no'; readonly code: ErrorCode | null; readonly text: string };

const Message = z.looseObject({
  content: z.string().default(''),
  embeds: z.array(z.looseObject({ title: z.string().default('') })).default([]),
});

const english = createTranslators();
const textOf = (key: string): string => english.lookup('en', key) ?? key;
const WILL_SYNC = textOf('common.willSync');
/** With it, an answer does not claim to be up to date. */
export const textOfCaveat = textOf('common.possiblyStale');

/** How the offer to go on with the last session begins: nothing is changed by it. */
const OFFER = textOf('entries.goOn.title').split('{{')[0] ?? '';

/** How the question begins that comes before the answer when a session has ended by itself; the answer is a message behind it. */
const AHEAD = textOf('stillworking.claim.title').split('{{')[0] ?? '';

/** Is this no answer yet, but what is asked before it? */
export const isAhead = (message: unknown): boolean =>
  Message.catch({ content: '', embeds: [] })
    .parse(message)
    .embeds.some(({ title }) => title.startsWith(AHEAD));

/** How the text of each refusal begins, up to its first argument; the longest first. */
const BEGINNINGS = Object.keys(ERRORS)
  .map((code) => [`⚠️ ${textOf(`errors.${code}`).split('{{')[0] ?? ''}`, code as ErrorCode] as const)
  .sort(([a], [b]) => b.length - a.length);

/** A card (of a session, its summary, or of a correction) is a yes, and so is "recorded, will sync"; an offer and any other line of text is a no. */
export const hear = (message: unknown): Heard => {
  const { content, embeds } = Message.catch({ content: '', embeds: [] }).parse(message);
  const text = JSON.stringify(embeds);
  const said = readSaid(text);
  if (said !== null) return { kind: 'yes', journaled: said.durability === 'journaled', standing: said.standing };
  if (embeds.some(({ title }) => title.startsWith(OFFER))) return { kind: 'no', code: 'SESSION_RESUMABLE', text };
  if (content === '' && embeds.length > 0) return { kind: 'yes', journaled: text.includes(WILL_SYNC), standing: null };
  if (content === `✅ ${WILL_SYNC}`) return { kind: 'yes', journaled: true, standing: null };
  const code = BEGINNINGS.find(([beginning]) => content.startsWith(beginning))?.[1] ?? null;
  return { kind: 'no', code, text: content };
};
