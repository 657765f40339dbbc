import { icon } from '../../kit/icon.js';

export { chevronIcon, clockIcon, closeIcon, downloadIcon, lockIcon, menuIcon, peopleIcon, uploadIcon } from '../../kit/icon.js';

export const hashIcon = () => icon('M5 9h15M4 15h15M10 4 8 20M16 4l-2 16');
export const sendIcon = () => icon('M4 12 20 4l-5 16-4-7-7-1z');
export const eyeIcon = (size = 14) =>
  icon('M2 12s3.600-6 10-6 10 6 10 6-3.600 6-10 6-10-6-10-6zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6', size);
export const linkIcon = (size = 14) => icon('M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5', size);
export const fileIcon = (size = 28) =>
  icon('M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 13h6M9 17h4', size);
export const crownIcon = () => icon('M4 18h16M4 8l4 4 4-7 4 7 4-4-1.500 8h-13z', 14);
export const messageIcon = () => icon('M4 5h16v11H9l-5 4z', 22);
export const moreIcon = () => icon('M5 12h.01M12 12h.01M19 12h.01', 20, 4);
export const threadIcon = (size = 16) => icon('M5 4v8a4 4 0 0 0 4 4h10m0 0-4-4m4 4-4 4', size);
export const voiceIcon = () => icon('M11 5 6 9H3v6h3l5 4zM15 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12');
export const archiveIcon = (size = 14) => icon('M4 5h16v4H4zM6 9v10h12V9M10 13h4', size);
export const replyIcon = (size = 14) => icon('M4 18v-3a5 5 0 0 1 5-5h11m0 0-4-4m4 4-4 4', size);
