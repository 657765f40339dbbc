import { MessageFlags } from 'discord-api-types/v10';
import type { Notices } from '../commands/deps.js';
import type { Clock, Logger } from '../domain/ports.js';
import type { Unapplied } from '../engine/api.js';
import { Recent } from '../domain/recent.js';
import type { Translator } from '../i18n/translator.js';
import { unappliedView } from '../views/unapplied.js';
import { reasonOf } from './errors.js';
import type { Origin } from './interaction.js';
import { webhookResponder, type InteractionHandle } from './responder.js';
import type { DiscordRest } from './rest.js';

/** Discord lets an interaction be followed up for 15 minutes; a little less, so that ours arrives in time, ms. */
const TOKEN_MS = 14.5 * 60_000;
/** Interactions remembered, at least. */
const REMEMBERED = 10_000;

interface Remembered extends InteractionHandle {
  readonly locale: string;
  /** Monotonic ms. */
  readonly until: number;
}

/** Tells members, where they clicked, of changes that could not be kept after all. */
export interface Notifier {
  /** An interaction came in; its token stays in memory only, and not for long. */
  remember(interaction: InteractionHandle, origin: Pick<Origin, 'locale'>): void;
  tell(unapplied: Unapplied): Promise<void>;
}

/**
 * A private follow-up to the very click, while its token lives. Later the notice waits in `Notices` for the member's next command: nobody
 * gets a direct message that they did not ask for.
 */
export const createNotifier = (deps: {
  readonly rest: Pick<DiscordRest, 'interaction'>;
  readonly notices: Pick<Notices, 'told'>;
  readonly translate: (locale: string) => Translator;
  readonly clock: Clock;
  readonly log: Logger;
}): Notifier => {
  const { rest, notices, translate, clock, log } = deps;
  const tokens = new Recent<Remembered>(REMEMBERED);

  return {
    remember({ id, application_id, token }, { locale }) {
      tokens.set(id, { id, application_id, token, locale: locale ?? 'en', until: clock.monotonic() + TOKEN_MS });
    },
    async tell(unapplied) {
      const known = tokens.get(unapplied.requestId);
      if (known === undefined || known.until <= clock.monotonic()) return;
      try {
        const body = { ...unappliedView([unapplied], translate(known.locale)), flags: MessageFlags.Ephemeral };
        await webhookResponder(known, { rest, clock }, false).followUp(body);
        await notices.told(unapplied.space, unapplied.user, [unapplied]);
      } catch (error) {
        log.info({ interaction: unapplied.requestId, reason: reasonOf(error) }, 'a notice waits for the next reply instead');
      }
    },
  };
};
