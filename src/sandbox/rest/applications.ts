import { z } from 'zod';
import { parseForm } from '../check/form.js';
import { isGiven } from '../check/given.js';
import { apiUser } from '../world/present.js';
import { verifyKeyOf } from '../interactions/signing.js';
import { fieldError } from './errors.js';
import type { Route, Services } from './route.js';

/** GATEWAY_GUILD_MEMBERS_LIMITED: this app may ask for the members intent. */
const APPLICATION_FLAGS = 1 << 15;

/** What “Add App” asks a server for: its commands, and to view channels, send messages, embed links and manage roles. */
const INSTALL = { scopes: ['applications.commands', 'bot'], permissions: String((1 << 10) | (1 << 11) | (1 << 14) | (1 << 28)) };

const patch = z.object({
  interactions_endpoint_url: z.string().nullish(),
  description: z.string().max(400).nullish(),
});

export const applicationRoutes = ({ world, verifyEndpoint }: Services): Route[] => {
  const present = () => {
    const { application } = world;
    const owner = [...world.users.values()].find((user) => !user.bot);
    return {
      id: application.id,
      name: application.name,
      icon: null,
      description: application.description,
      bot_public: true,
      bot_require_code_grant: false,
      summary: '',
      verify_key: verifyKeyOf(application.privateKey),
      flags: APPLICATION_FLAGS,
      hook: true,
      team: null,
      bot: apiUser(world.botUser),
      ...(owner ? { owner: apiUser(owner) } : {}),
      approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.members.has(world.botId)).length,
      approximate_user_install_count: 0,
      redirect_uris: [...application.redirectUris],
      interactions_endpoint_url: application.interactionsUrl,
      role_connections_verification_url: null,
      event_webhooks_url: null,
      event_webhooks_status: 1,
      integration_types_config: { '0': { oauth2_install_params: INSTALL }, '1': {} },
      install_params: null,
    };
  };
  return [
    { method: 'GET', path: '/applications/@me', auth: 'bot', handle: present },
    {
      method: 'PATCH',
      path: '/applications/@me',
      auth: 'bot',
      async handle(call) {
        const change = parseForm(patch, call.body);
        const url = change.interactions_endpoint_url;
        if (url && !(await verifyEndpoint(url))) {
          throw fieldError(
            ['interactions_endpoint_url'],
            'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID',
            'The specified interactions endpoint url could not be verified.',
          );
        }
        if (url !== undefined) world.application.interactionsUrl = url === '' ? null : url;
        if (isGiven(change.description)) world.application.description = change.description;
        world.emit({ type: 'application' });
        return present();
      },
    },
    { method: 'GET', path: '/oauth2/applications/@me', auth: 'bot', handle: present },
  ];
};
