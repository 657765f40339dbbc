import { svg, type TemplateResult } from 'lit';

/** A picture of lines on a field of 24 by 24, in the colour of the text around it; hidden from screen readers. */
export const icon = (path: string, size = 20, stroke = 2): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width=${stroke} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;

export const menuIcon = () => icon('M4 6h16M4 12h16M4 18h16');
export const closeIcon = (size = 20) => icon('M6 6l12 12M18 6 6 18', size);
export const downloadIcon = () => icon('M12 4v11m0 0 4-4m-4 4-4-4M5 20h14');
export const chevronIcon = (size = 18) => icon('m6 9 6 6 6-6', size);
export const clockIcon = (size = 16) => icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2', size);
export const peopleIcon = () =>
  icon(
    'M16 20v-1.5a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M21 20v-1.500a4 4 0 0 0-3-3.800M16 4.200a3.500 3.500 0 0 1 0 6.700',
  );
export const lockIcon = (size = 14) => icon('M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3', size);
export const uploadIcon = () => icon('M12 16V5m0 0L8 9m4-4 4 4M5 19h14', 22);
