import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, ENOUGH_CONTRAST } from '../../kit/contrast.js';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** Token -> its colour in light and in dark. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

const ratio = (a: string, b: string, theme: 'light' | 'dark'): number => {
  const [one, two] = [a, b].map((name) => Number.parseInt(tokens.get(name)?.[theme].slice(1) ?? '', 16));
  return contrast(one ?? NaN, two ?? NaN);
};

/** Text -> the grounds on which it stands. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  text: ['ground', 'surface', 'raised', 'sunken', 'accent-ground', 'danger-ground'],
  muted: ['ground', 'surface', 'raised', 'sunken'],
  accent: ['ground', 'surface', 'raised'],
  'accent-strong': ['accent-ground', 'surface'],
  'on-accent': ['accent', 'accent-strong'],
  danger: ['ground', 'surface', 'raised', 'danger-ground'],
  'on-danger': ['danger'],
  warn: ['surface', 'warn-ground'],
};

describe.each(['light', 'dark'] as const)('colours of the page, %s', (theme) => {
  it.each(Object.entries(PAIRS).flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s can be read',
    (text, ground) => {
      expect(ratio(text, ground, theme)).toBeGreaterThanOrEqual(ENOUGH_CONTRAST);
    },
  );

  it('rings of the focus and edges of fields can be seen', () => {
    for (const edge of ['focus', 'line-strong'])
      for (const ground of ['ground', 'surface']) expect(ratio(edge, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
