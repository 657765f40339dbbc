import { expect, it } from 'vitest';
import { addAddress, authorizeAddress } from './login.js';

it.each([
  ['https://discord.com/api', 'https://discord.com/oauth2/authorize'],
  ['http://127.0.0.1:8090/api', 'http://127.0.0.1:8090/oauth2/authorize'],
  ['https://proxy.example/discord/api/', 'https://proxy.example/discord/oauth2/authorize'],
  ['https://proxy.example', 'https://proxy.example/oauth2/authorize'],
])('people agree beside the API: %s', (api, address) => {
  expect(authorizeAddress(api)).toBe(address);
});

it('the bot is added with its commands, and the permissions that it needs', () => {
  const url = new URL(addAddress('https://discord.com/api', '7'));
  expect([url.searchParams.get('client_id'), url.searchParams.get('scope')]).toEqual(['7', 'bot applications.commands']);
  // View Channels, Send Messages, Embed Links, Attach Files, Manage Roles.
  expect(Number(url.searchParams.get('permissions'))).toBe((1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 28));
});
