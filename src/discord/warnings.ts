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

const DIGESTS: typeof BOARDS = {
  CHANNEL_NOT_FOUND: 'discord.digestWarning.notFound',
  CHANNEL_HIDDEN: 'discord.digestWarning.hidden',
  CHANNEL_READ_ONLY: 'discord.digestWarning.readOnly',
};

const EXPORTS: typeof BOARDS = {
  CHANNEL_NOT_FOUND: 'discord.exportWarning.notFound',
  CHANNEL_HIDDEN: 'discord.exportWarning.hidden',
  CHANNEL_READ_ONLY: 'discord.exportWarning.readOnly',
  EXPORT_TOO_LARGE_IN_PARTS: 'discord.exportWarning.tooLarge',
  EXPORT_FAILED: 'discord.exportWarning.failed',
  EXPORT_FORMAT_UNKNOWN: 'discord.exportWarning.failed',
};

const WEBHOOKS: typeof BOARDS = {
  WEBHOOK_FAILING: 'discord.webhookWarning.failing',
  WEBHOOK_GONE: 'discord.webhookWarning.gone',
};

/** Warnings of what is not kept as desired state but done at a moment. */
export const createWarnings = (deps: WarnerDeps): Warnings => {
  const warner = (name: string, keys: typeof BOARDS) =>
    createWarner(
      {
        name,
        warning: ({ code }, channel, t) => {
          const key = keys[code];
          return key === undefined ? null : t(key, { channel: `<#${channel}>` });
        },
      },
      deps,
    );
  const webhookOff = createWarner(
    {
      name: 'webhooks',
      warning: ({ code }, host, t) => {
        const key = WEBHOOKS[code];
        return key === undefined ? null : t(key, { host: `\`${host}\`` });
      },
    },
    deps,
  );
  return {
    boardNotPosted: warner('board posts', BOARDS),
    digestNotPosted: warner('digests', DIGESTS),
    exportNotPosted: warner('scheduled exports', EXPORTS),
    webhookOff,
  };
};
