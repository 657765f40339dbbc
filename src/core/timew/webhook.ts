import { UsageError } from '../backup/arguments.js';
import { EXIT, ProgramEnd } from '../flat/exit.js';
import { isNotNow, patiently, type NotNow } from '../flat/patience.js';
import { reasonOf, type Sending } from '../flat/send.js';
import { Secret } from '../secret.js';

/** Where a summary is posted. Whoever has the address may write there, so it is a secret. */
export interface Webhook {
  readonly service: 'discord' | 'slack';
  readonly url: Secret;
}

/** Shorter than the 2,000 characters of a message at Discord. */
const LONGEST = 1_900;
const PATIENCE = { tries: 3, first: 1_000, longest: 10_000 };
/** ms */
const TIMEOUT = 20_000;

/** @throws UsageError, which does not repeat the address */
export const webhookOf = (text: string): Webhook => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')))
    throw new UsageError('the webhook is an address that begins with https://, as Slack or Discord shows it');
  // Discord also takes what Slack takes, at addresses that end with /slack; others speak Slack's language.
  const isDiscord = /^\/api\/(v\d+\/)?webhooks\/\d+\/[^/]+\/?$/.test(url.pathname);
  return { service: isDiscord ? 'discord' : 'slack', url: new Secret(text) };
};

/** @throws ProgramEnd `notPosted` */
export const postSummary = async (text: string, webhook: Webhook, sending: Sending): Promise<void> => {
  const posted = await patiently(() => post(bodyOf(text, webhook), webhook, sending), PATIENCE, sending);
  if (isNotNow(posted))
    throw new ProgramEnd(EXIT.notPosted, `everything was uploaded, but the summary was not posted: ${posted.notNow}`);
};

/** Names of activities are anybody's text: they mention nobody. */
const bodyOf = (text: string, { service }: Webhook): object => {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (service === 'discord')
    return { content: `\`\`\`\n${short.replaceAll('```', "'''")}\n\`\`\``, allowed_mentions: { parse: [] } };
  const plain = short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('```', "'''");
  return { text: `\`\`\`\n${plain}\n\`\`\`` };
};

const post = async (body: object, { url }: Webhook, { fetch }: Sending): Promise<{ readonly posted: true } | NotNow> => {
  try {
    const { status, headers } = await fetch(new URL(url.reveal()), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (status >= 200 && status < 300) return { posted: true };
    if (status === 429 || status >= 500)
      return { notNow: `the webhook answers ${status}`, after: Number(headers.get('retry-after') ?? 0) * 1000 || null };
    throw new ProgramEnd(EXIT.notPosted, `everything was uploaded, but the webhook answers ${status}: is it still there?`);
  } catch (error) {
    if (error instanceof ProgramEnd) throw error;
    return { notNow: `the webhook cannot be reached (${reasonOf(error)})`, after: null };
  }
};
