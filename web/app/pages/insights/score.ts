import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { vars } from '../../parts/vars.js';
import type { InsightFigures } from './contract.js';
import { insightWords, missingText, percentText, strong } from './words.js';

/** The score with its six parts, and what would raise it most. */
export const scoreView = ({ insights: { score: answer }, category }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  if (!answer.enough)
    return html`<section class="card">
      <h2>${say('score.title')}</h2>
      <p class="muted">${missingText([{ of: 'days', count: answer.missingDays }], context)}</p>
    </section>`;
  const { value, components, raise } = answer.score;
  const { format } = context;
  return html`<section class="card">
    <h2>${say('score.title')}</h2>
    <p class="score">${say('score.value', { score: format.number(value) })}</p>
    <ul class="score-parts" aria-label=${say('score.parts')}>
      ${components.map((part) => {
        const points = format.number(100 * part.value);
        const weight = percentText(part.weight, context);
        return html`<li>
          <span class="score-name">${say(`parts.${part.name}.name`)}</span>
          <span class="number muted">${say(part.isKnown ? 'score.part' : 'score.unknown', { points, weight })}</span>
          <div
            class="meter"
            role="meter"
            aria-label=${say(`parts.${part.name}.name`)}
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=${Math.round(100 * part.value)}
            ${vars({ '--share': part.value })}
          ></div>
        </li>`;
      })}
    </ul>
    ${
      raise.points < 0.5
        ? nothing
        : html`<p>
            ${strong(
              say('score.raise', {
                part: say(`parts.${raise.name}.name`),
                points: format.number(raise.points),
                how: say(`parts.${raise.name}.how`),
              }),
            )}
          </p>`
    }
    ${category === null ? nothing : html`<p class="muted small">${say('score.ofAll')}</p>`}
  </section>`;
};
