import { svg, type TemplateResult } from 'lit';

const icon = (path: string, size = 20, stroke = 2): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width=${stroke} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;

export const hashIcon = () => icon('M5 9h15M4 15h15M10 4 8 20M16 4l-2 16');
export const peopleIcon = () =>
  icon(
    'M16 20v-1.5a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M21 20v-1.500a4 4 0 0 0-3-3.800M16 4.200a3.500 3.500 0 0 1 0 6.700',
  );
export const menuIcon = () => icon('M4 6h16M4 12h16M4 18h16');
export const closeIcon = (size = 20) => icon('M6 6l12 12M18 6 6 18', size);
export const sendIcon = () => icon('M4 12 20 4l-5 16-4-7-7-1z');
export const eyeIcon = (size = 14) =>
  icon('M2 12s3.600-6 10-6 10 6 10 6-3.600 6-10 6-10-6-10-6zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6', size);
export const linkIcon = (size = 14) => icon('M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5', size);
export const fileIcon = (size = 28) =>
  icon('M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 13h6M9 17h4', size);
export const downloadIcon = () => icon('M12 4v11m0 0 4-4m-4 4-4-4M5 20h14');
export const chevronIcon = (size = 18) => icon('m6 9 6 6 6-6', size);
export const crownIcon = () => icon('M4 18h16M4 8l4 4 4-7 4 7 4-4-1.500 8h-13z', 14);
export const messageIcon = () => icon('M4 5h16v11H9l-5 4z', 22);
export const uploadIcon = () => icon('M12 16V5m0 0L8 9m4-4 4 4M5 19h14', 22);
export const moreIcon = () => icon('M5 12h.01M12 12h.01M19 12h.01', 20, 4);
export const threadIcon = (size = 16) => icon('M5 4v8a4 4 0 0 0 4 4h10m0 0-4-4m4 4-4 4', size);
export const voiceIcon = () => icon('M11 5 6 9H3v6h3l5 4zM15 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12');
export const lockIcon = (size = 14) => icon('M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3', size);
export const archiveIcon = (size = 14) => icon('M4 5h16v4H4zM6 9v10h12V9M10 13h4', size);
export const clockIcon = (size = 16) => icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2', size);
export const replyIcon = (size = 14) => icon('M4 18v-3a5 5 0 0 1 5-5h11m0 0-4-4m4 4-4 4', size);
