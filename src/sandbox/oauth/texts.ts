/** The texts of the consent page, which is the sandbox' and knows nothing of the bot's languages. */
const en = {
  title: 'Sandbox: allow access',
  wants: (app: string) => `${app} would like to know who you are`,
  sandbox: 'This is the sandbox, a Discord on this machine. Choose who you are; there are no passwords.',
  will: 'It will learn',
  identify: 'your name and your picture',
  guilds: 'which servers you are in',
  'guilds.members.read': 'your roles in those servers',
  as: (name: string) => `Continue as ${name}`,
  deny: 'Do not allow',
  back: (host: string) => `Afterwards you go back to ${host}.`,
  add: (app: string) => `Add ${app} to a server`,
  addTo: (guild: string, name: string) => `Add to ${guild} as ${name}`,
  everywhere: (app: string) => `${app} is in every server here that somebody could add it to.`,
  added: (app: string, guild: string) => `${app} is in ${guild} now.`,
  toSandbox: 'To the sandbox',
  mistake: 'This address does not work',
};

const de: typeof en = {
  title: 'Sandbox: Zugriff erlauben',
  wants: (app) => `${app} möchte wissen, wer du bist`,
  sandbox: 'Das ist die Sandbox, ein Discord auf diesem Rechner. Wähle, wer du bist; Passwörter gibt es nicht.',
  will: 'Mitgeteilt wird',
  identify: 'dein Name und dein Bild',
  guilds: 'in welchen Servern du bist',
  'guilds.members.read': 'deine Rollen in diesen Servern',
  as: (name) => `Weiter als ${name}`,
  deny: 'Nicht erlauben',
  back: (host) => `Danach geht es zurück zu ${host}.`,
  add: (app) => `${app} zu einem Server hinzufügen`,
  addTo: (guild, name) => `Als ${name} zu ${guild} hinzufügen`,
  everywhere: (app) => `${app} ist hier schon in jedem Server, zu dem es jemand hinzufügen könnte.`,
  added: (app, guild) => `${app} ist jetzt in ${guild}.`,
  toSandbox: 'Zur Sandbox',
  mistake: 'Diese Adresse funktioniert nicht',
};

export type Texts = typeof en;

/** @param accepted the header `Accept-Language`; the first language that there is wins */
export const textsFor = (accepted: string | undefined): { readonly language: 'en' | 'de'; readonly texts: Texts } => {
  const first = /\b(en|de)\b/iu.exec(accepted ?? '')?.[1]?.toLowerCase();
  return first === 'de' ? { language: 'de', texts: de } : { language: 'en', texts: en };
};
