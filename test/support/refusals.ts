import { z } from 'zod';
import { DiscordError } from '../../src/sandbox/rest/errors.js';

const coded = z.object({ code: z.string() });

/**
 * The codes of the sandbox's refusal, each with its path: `embeds.0.title:BASE_TYPE_MAX_LENGTH`; empty when it refuses nothing.
 * @throws what is not Discord's error 50035
 */
export const refusalsOf = (attempt: () => unknown): string[] => {
  const walk = (node: object, path: string[]): string[] =>
    Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      if (key === '_errors' && Array.isArray(value)) {
        return value.map((error: unknown) => `${path.join('.')}:${coded.parse(error).code}`);
      }
      return typeof value === 'object' && value !== null ? walk(value, [...path, key]) : [];
    });
  try {
    attempt();
    return [];
  } catch (error) {
    if (!(error instanceof DiscordError) || !error.errors || error.code !== 50035) throw error;
    return walk(error.errors, []);
  }
};
