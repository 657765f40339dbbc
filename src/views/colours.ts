/** 0xRRGGBB. A category's own colour wins over `running`. */
export const COLOUR = { running: 0x3ba55d, paused: 0xf0b232, ended: 0x5865f2, off: 0x80848e, warning: 0xed4245 } as const;
