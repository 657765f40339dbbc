import type { z } from 'zod';
import type { OnTheClock as Schema } from '../../../../src/api/schemas/manage.js';

/** Who is on the clock, as far as the reader may see it. */
export type OnTheClock = z.output<typeof Schema>;
