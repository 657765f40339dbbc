import type { Guild, User } from '../world/model.js';
import type { Ask } from './grants.js';
import type { textsFor } from './texts.js';

type Spoken = ReturnType<typeof textsFor>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? char);

const nameOf = (user: User): string => user.globalName ?? user.username;

const page = ({ language, texts }: Spoken, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>${escape(texts.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/oauth2/page.css">
</head>
<body><main>
${body}
</main></body>
</html>
`;

const choice = (name: string, value: string, label: string, look = ''): string =>
  `<button type="submit" name="${name}" value="${escape(value)}"${look}>${escape(label)}</button>`;

/** @param people who may be chosen, the likeliest first */
export const consentPage = (spoken: Spoken, app: string, ask: Ask, people: readonly User[]): string => {
  const { texts } = spoken;
  const scopes = ask.scopes.map((scope) => `<li>${escape(texts[scope])}</li>`).join('');
  const buttons = people
    .map((user, at) => choice('user', user.id, texts.as(nameOf(user)), at === 0 ? ' class="first"' : ''))
    .join('\n');
  return page(
    spoken,
    `<h1>${escape(texts.wants(app))}</h1>
<p>${escape(texts.sandbox)}</p>
<h2>${escape(texts.will)}</h2>
<ul>${scopes}</ul>
<form method="post">
${buttons}
${choice('deny', '1', texts.deny, ' class="deny"')}
</form>
<p class="small">${escape(texts.back(new URL(ask.redirectUri).host))}</p>`,
  );
};

/** @param offers who may add the bot where */
export const addPage = (
  spoken: Spoken,
  app: string,
  offers: readonly { readonly user: User; readonly guild: Guild }[],
): string => {
  const { texts } = spoken;
  const buttons = offers.map(({ user, guild }) => choice('add', `${guild.id} ${user.id}`, texts.addTo(guild.name, nameOf(user))));
  const rest =
    buttons.length === 0 ? `<p>${escape(texts.everywhere(app))}</p>` : `<form method="post">${buttons.join('\n')}</form>`;
  return page(spoken, `<h1>${escape(texts.add(app))}</h1>\n${rest}\n<p><a href="/">${escape(texts.toSandbox)}</a></p>`);
};

export const addedPage = (spoken: Spoken, app: string, guild: string): string =>
  page(spoken, `<h1>${escape(spoken.texts.added(app, guild))}</h1>\n<p><a href="/">${escape(spoken.texts.toSandbox)}</a></p>`);

/** @param what in Discord's words */
export const mistakePage = (spoken: Spoken, what: string): string =>
  page(spoken, `<h1>${escape(spoken.texts.mistake)}</h1>\n<p>${escape(what)}</p>`);

export const PAGE_CSS = `:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: #1e1f22; color: #dbdee1;
  font: 400 16px/1.4 'gg sans', 'Noto Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif; }
main { width: 100%; max-width: 480px; padding: 24px; border-radius: 8px; background: #313338; }
h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.25; color: #f2f3f5; }
h2 { margin: 20px 0 4px; font-size: 14px; color: #f2f3f5; }
ul { margin: 0 0 20px; padding-left: 20px; }
p { margin: 0 0 12px; }
form { display: grid; gap: 8px; margin: 0 0 16px; }
button { min-height: 44px; padding: 8px 16px; border: 1px solid #3f4147; border-radius: 4px; background: #2b2d31; color: #f2f3f5;
  font: inherit; font-weight: 500; cursor: pointer; }
button:hover { background: #404249; }
button.first { border-color: #5865f2; background: #4752c4; }
button.first:hover { background: #3c45a5; }
button.deny { background: none; }
:focus-visible { outline: 3px solid #7ab8ff; outline-offset: 2px; }
a { color: #38b6ff; }
.small { margin: 0; font-size: 14px; color: #b5bac1; }
`;
