import { z } from 'zod';
import data from '../../data/sample.json' with { type: 'json' };

const texts = z.object({ en: z.array(z.string()).min(1), de: z.array(z.string()).min(1) });

/** People, notes and holidays that sample histories are made of. */
export const TABLES = z
  .object({
    people: z.array(z.object({ username: z.string(), name: z.string(), locale: z.string() })),
    notes: texts,
    /** The note on an entry that was mended later. */
    forgotten: z.object({ en: z.string(), de: z.string() }),
    /** Days on which nobody works, `mm-dd`. */
    holidays: z.array(z.string().regex(/^\d\d-\d\d$/)),
  })
  .parse(data);

export type SamplePerson = (typeof TABLES)['people'][number];

/** Somebody of the table, and after its end the same people again with a number. `n` from 0. */
export const personAt = (n: number): SamplePerson => {
  const { people } = TABLES;
  const person = people[n % people.length];
  if (person === undefined) throw new RangeError('the table of people is empty');
  const round = Math.floor(n / people.length);
  return round === 0 ? person : { ...person, username: `${person.username}${round + 1}`, name: `${person.name} ${round + 1}` };
};
