import { z } from 'zod';
import { CAPABILITIES } from '../../../domain/capabilities.js';
import { defineRoute } from '../../kit/custom-id.js';

const capability = z.enum(CAPABILITIES);
const way = z.enum(['allow', 'deny']);

/** Custom ids of the permissions: the menu that leads from capability to capability, and those that say who may and who may not. */
export const PERMISSION_IDS = {
  capability: defineRoute('permissions', {}),
  roles: defineRoute('permission-roles', { capability, way }),
  members: defineRoute('permission-members', { capability, way }),
};
