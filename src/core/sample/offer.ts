import { guildSpace, userId } from '../../domain/ids.js';
import { personAt } from '../../sample/tables.js';
import { writeSample, type SampleParts } from '../../sample/write.js';
import type { SampleMaker } from '../../sandbox/index.js';

/** Writes the sample history of a guild of the sandbox: the sandbox knows its people, and the bot keeps their time. */
export const sampleMaker =
  (parts: SampleParts): SampleMaker =>
  ({ guildId, people, members, days, seed, welcome }) => {
    const present = people.slice(0, members);
    const joining = welcome(Array.from({ length: members - present.length }, (_, n) => personAt(n)));
    const team = [...present, ...joining].map(({ id }, place) => ({
      user: userId(id),
      // Those who were there already are the ones that somebody at the page plays.
      mayRun: place >= present.length,
    }));
    return writeSample(parts, { space: guildSpace(guildId), members: team, days, seed });
  };
