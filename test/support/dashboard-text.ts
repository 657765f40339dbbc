import { z } from 'zod';
import { readDashboard } from '../../src/commands/dashboards/content.js';
import type { SpaceId } from '../../src/domain/ids.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { serverDashboard } from '../../src/views/dashboards/server.js';
import { realClock, type TestChain } from './chain.js';

const t = createTranslators().for('en');
const Part = z.looseObject({ content: z.string().optional(), components: z.array(z.unknown()).optional() });
/** How much was done today goes on with every moment; the rest changes when somebody does something. */
const TODAY = '**Today**';

/** All texts of a message, at any depth. */
export const textsOf = (body: unknown): readonly string[] => {
  const part = Part.safeParse(body);
  if (!part.success) return [];
  const { content, components = [] } = part.data;
  return [...(content === undefined ? [] : [content]), ...components.flatMap(textsOf)];
};

/** What the message of a dashboard says, but for what changes with every moment. */
export const dashboardText = (body: unknown): string =>
  textsOf(body)
    .filter((text) => !text.startsWith(TODAY))
    .join('\n---\n');

/** The same, as it should be by what is in the store. `now`: ms */
export const expectedDashboard = async (
  space: SpaceId,
  chain: Pick<TestChain, 'store' | 'spaces' | 'documents'>,
  now: () => number = () => Date.now(),
): Promise<string> => {
  const model = await readDashboard(space, null, { ...chain, team: chain.store, clock: { ...realClock, now } });
  return dashboardText(serverDashboard(model, t));
};
