import type { Logger } from '../domain/ports.js';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** A log that says nothing below a level. */
export const atLeast = (level: LogLevel, log: Logger): Logger => {
  const says = (of: LogLevel): boolean => LEVELS.indexOf(of) >= LEVELS.indexOf(level);
  return {
    debug: (fields, message) => (says('debug') ? log.debug(fields, message) : undefined),
    info: (fields, message) => (says('info') ? log.info(fields, message) : undefined),
    warn: (fields, message) => (says('warn') ? log.warn(fields, message) : undefined),
    error: (fields, message) => (says('error') ? log.error(fields, message) : undefined),
    child: (fields) => atLeast(level, log.child(fields)),
  };
};
