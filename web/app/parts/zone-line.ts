import { html, type TemplateResult } from 'lit';
import type { Context } from '../core/context.js';

/** In which zone times are shown, and in which the server keeps its days where that is another one. */
export const zoneLine = ({ t, format, zone, space, app }: Context): TemplateResult => {
  const now = app.now();
  const [offset, serverOffset] = [format.offset(now, zone), format.offset(now, space.zone)];
  const isSame = zone === space.zone;
  return html`<p class="muted small">
    ${isSame ? t('app.zone', { zone, offset }) : t('app.zones', { zone, offset, serverZone: space.zone, serverOffset })}
  </p>`;
};
