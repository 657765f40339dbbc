import { siteAt } from '../../../api/web/site.js';
import type { Check } from '../check.js';
import type { Application } from '../discord-seen.js';
import { NO_DISCORD, amber, green, grey, red, type Finding } from '../finding.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export interface PageSettings {
  readonly hasSecret: boolean;
  /** PUBLIC_URL; null: not set. */
  readonly publicUrl: string | null;
  /** Where people reach the page then. */
  readonly base: string;
}

/** Can people log in to the web page? @param application as Discord has it; null: it could not be asked */
export const judgePage = (
  { hasSecret, publicUrl, base }: PageSettings,
  application: Pick<Application, 'redirect_uris'> | null,
): readonly Finding[] => {
  const { redirectUri, isSecure } = siteAt(base);
  const portal = 'on the OAuth2 page of the Developer Portal';
  if (!hasSecret && publicUrl === null) return [grey('nobody logs in to the web page: DISCORD_CLIENT_SECRET is not set')];
  if (!hasSecret)
    return [
      red(
        'PUBLIC_URL is set, and nobody can log in to the web page: DISCORD_CLIENT_SECRET is missing',
        `Set DISCORD_CLIENT_SECRET to the Client Secret ${portal}`,
      ),
    ];
  const findings: Finding[] = [];
  const { hostname } = new URL(base);
  if (publicUrl === null)
    findings.push(amber(`the web page is for this machine alone (${base})`, 'Set PUBLIC_URL to where people reach it'));
  else if (!isSecure && !LOOPBACK.test(hostname))
    findings.push(
      red(
        `PUBLIC_URL is not encrypted: everybody on the way to ${hostname} can log in as others`,
        'Put HTTPS in front, and use https://',
      ),
    );
  const known = application?.redirect_uris ?? null;
  if (known === null) return [...findings, grey(`whether Discord sends people back to ${redirectUri}: it does not say`)];
  if (!known.includes(redirectUri))
    findings.push(red(`Discord does not send people back to ${redirectUri}`, `Add it as a redirect ${portal}`));
  return findings.length > 0 ? findings : [green(`people log in at ${base}, and Discord sends them back`)];
};

export const webPage: Check = {
  name: 'Web page',
  async look({ config, discord }) {
    if ('none' in discord) return [NO_DISCORD];
    const { host, port } = config.http;
    const own = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
    const { publicUrl } = config;
    const settings = { hasSecret: config.discord.clientSecret !== null, publicUrl, base: publicUrl ?? own };
    return judgePage(settings, await discord.application().catch(() => null));
  },
};
