/**
 * Starts the emulated Notion alone: `npx tsx test/support/notion/serve.ts --port 18430`. Its tables can be looked at at `/`. Two pages are shared with the token
 * `ntn_emulated`; people are Ada and Grace.
 */
import { parseArgs } from 'node:util';
import { startNotion } from './emulator.js';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '18430' }, token: { type: 'string', default: 'ntn_emulated' } },
});
const notion = await startNotion({ port: Number(values.port) });
const shared = ['Time tracking', 'Private'].map((title) => notion.addPage(title));
for (const name of ['Ada', 'Grace']) notion.addPerson(name);
notion.connect(values.token, { shared: shared.slice(0, 1) });
process.stdout.write(`emulated Notion at ${notion.url}, token ${values.token}, shared page ${shared[0] ?? ''}\n`);
process.on('SIGTERM', () => void notion.close().then(() => process.exit(0)));
process.on('SIGINT', () => void notion.close().then(() => process.exit(0)));
