export type { Privacy } from '../../../../src/api/schemas/privacy.js';
