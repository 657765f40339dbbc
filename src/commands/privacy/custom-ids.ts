import { z } from 'zod';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner } = FIELDS;

/** Whether it is about the space where it is asked, or about every space that something is kept in. */
export const WHERES = ['here', 'everywhere'] as const;
export type Where = (typeof WHERES)[number];

/** What a member decides: on the boards, insights at all, direct messages, voice channels. */
export const CHOICES = [
  'boards-yes',
  'boards-no',
  'boards-space',
  'insights-yes',
  'insights-no',
  'messages-yes',
  'messages-no',
  'voice-yes',
  'voice-no',
] as const;
export type PrivacyChoice = (typeof CHOICES)[number];

export const PRIVACY_IDS = {
  choose: defineRoute('privacy-set', { owner, choice: z.enum(CHOICES) }),
  erase: defineRoute('privacy-erase', { owner, where: z.enum(WHERES) }),
  /** On the page of insights: agreeing to them or taking it back, and the menus of those who see them. */
  insights: defineRoute('privacy-insights', { owner, agrees: z.enum(['yes', 'no']) }),
  insightsMembers: defineRoute('privacy-members', { owner }),
  insightsRoles: defineRoute('privacy-roles', { owner }),
};
