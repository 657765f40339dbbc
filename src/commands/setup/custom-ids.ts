import { z } from 'zod';
import { SETUP_STEPS } from '../../domain/setup.js';
import { defineRoute } from '../kit/custom-id.js';

/** Custom ids of the guided first run. They say what is decided and nothing of how far it is: that stands in the configuration. */
export const SETUP_IDS = {
  /** The menu that leads to any step, and the button that leaves a step as it is. */
  go: defineRoute('setup-go', {}),
  leave: defineRoute('setup-leave', { step: z.enum(SETUP_STEPS) }),
  language: defineRoute('setup-language', {}),
  zone: defineRoute('setup-zone', {}),
  /** The button that opens the form for a zone, and the form. */
  typeZone: defineRoute('setup-type-zone', {}),
  zoneForm: defineRoute('setup-zone-form', {}),
  createRoles: defineRoute('setup-roles', {}),
  role: defineRoute('setup-role', { key: z.enum(['onRole', 'breakRole']) }),
  categories: defineRoute('setup-categories', {}),
  channel: defineRoute('setup-channel', { step: z.enum(['dashboard', 'log']) }),
};
