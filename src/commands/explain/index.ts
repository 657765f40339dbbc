import type { Feature } from '../kit/routes.js';
import { verifyPages } from '../admin/verify.js';
import { explain, explainButtons } from './explain.js';

/** Where numbers come from, for members and for those who manage the server. */
export const explainFeature: Feature = { commands: [explain], components: [...explainButtons, verifyPages] };
