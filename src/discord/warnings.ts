import type { Warnings } from '../commands/deps.js';
import type { DomainError } from '../domain/errors.js';
import type { MessageKey } from '../i18n/translator.js';
import { createWarner, type WarnerDeps } from './desired/warner.js';

/** What an admin can do about it, by the error's code. */
const BOARDS: Partial<Record<DomainError['code'], MessageKey>> = {
  CHANNEL_NOT_FOUND: 'discord.boardWarning.notFound',
  CHANNEL_HIDDEN: 'discord.boardWarning.hidden',
  CHANNEL_READ_ONLY: 'discord.boardWarning.readOnly',
};

const EXPORTS: Partial<Record<DomainError['code'], MessageKey>> = {
  CHANNEL_NOT_FOUND: 'discord.exportWarning.notFound',
  CHANNEL_HIDDEN: 'discord.exportWarning.hidden',
  CHANNEL_READ_ONLY: 'discord.exportWarning.readOnly',
  EXPORT_TOO_LARGE_IN_PARTS: 'discord.exportWarning.tooLarge',
  EXPORT_FAILED: 'discord.exportWarning.failed',
  EXPORT_FORMAT_UNKNOWN: 'discord.exportWarning.failed',
};

/** Warnings of what is not kept as desired state but done at a moment. */
export const createWarnings = (deps: WarnerDeps): Warnings => ({
  boardNotPosted: createWarner(
    {
      name: 'board posts',
      warning: ({ code }, channel, t) => {
        const key = BOARDS[code];
        return key === undefined ? null : t(key, { channel: `<#${channel}>` });
      },
    },
    deps,
  ),
  exportNotPosted: createWarner(
    {
      name: 'scheduled exports',
      warning: ({ code }, channel, t) => {
        const key = EXPORTS[code];
        return key === undefined ? null : t(key, { channel: `<#${channel}>` });
      },
    },
    deps,
  ),
});
