import { html, svg, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n.js';

const HEIGHT = 64;

/** A line of the last hour as bars, a minute each, the newest at the right; null is a minute of which nothing is known. Its numbers stand in its label. */
export function bars(
  title: string,
  values: readonly (number | null)[],
  numberText: (value: number) => string,
  t: Translate,
): TemplateResult {
  const known = values.filter((value) => value !== null);
  const most = Math.max(1, ...known);
  const last = known.at(-1) ?? 0;
  const label = t('health.chartLabel', { title, last: numberText(last), most: numberText(known.length === 0 ? 0 : most) });
  return html`<figure class="card">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${values.length} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${values.map((value, minute) => {
        const height = value === null ? 0 : Math.max(1, (value / most) * HEIGHT);
        return svg`<rect x=${minute} y=${HEIGHT - height} width="0.8" height=${height} />`;
      })}
    </svg>
    <p class="muted small">
      ${t('health.chartText', { last: numberText(last), most: numberText(known.length === 0 ? 0 : most) })}
    </p>
  </figure>`;
}
