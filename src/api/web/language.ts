import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

const query = z.object({ lang: z.string().max(35).optional().catch(undefined) });

/** The languages that a browser says its person reads, the dearest first. */
const accepted = (header: string): readonly string[] =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = Number(/q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1);
      return { tag, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);

/**
 * The language of a page, one of `locales`: what was asked for by `?lang=`, else `preferred`, else what the browser says, else the first that there is.
 */
export const languageOf = (
  request: Pick<FastifyRequest, 'query' | 'headers'>,
  locales: readonly string[],
  preferred: string | null = null,
): string => {
  const asked = query.safeParse(request.query).data?.lang;
  const wanted = [asked, preferred, ...accepted(request.headers['accept-language'] ?? '')];
  for (const tag of wanted) {
    const language = tag?.split('-')[0]?.toLowerCase();
    if (language !== undefined && locales.includes(language)) return language;
  }
  return locales.includes('en') ? 'en' : (locales[0] ?? 'en');
};
