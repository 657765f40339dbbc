import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';

/** The smallest bot of discord.js: every interaction gets the same answer. */
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL'] ?? '', globalRequestsPerSecond: Number.MAX_SAFE_INTEGER },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isRepliable()) void interaction.reply({ content: 'constant', flags: MessageFlags.Ephemeral });
});
await client.login(process.env['DISCORD_TOKEN']);
process.on('SIGTERM', () => process.exit(0));
