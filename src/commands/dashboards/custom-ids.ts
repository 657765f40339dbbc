import { z } from 'zod';
import { categoryId, userId, type CategoryId } from '../../domain/ids.js';
import type { DashboardControls } from '../../views/dashboards/server.js';
import { defineRoute } from '../kit/custom-id.js';

const owner = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
/** A category, or `-` for all of them. */
const about = z
  .string()
  .min(1)
  .max(60)
  .transform((text) => (text === '-' ? text : categoryId(text)));
const page = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

/** Custom ids of dashboards. They say nothing of what is so, so they work as long as the message is there. */
export const DASHBOARD_IDS = {
  /** Clocks in to the category; of all of them, asks which. */
  clockIn: defineRoute('dash-in', { category: about }),
  /** The menu of categories, in the private answer to that, and in it the button for the one that was used last. */
  pick: defineRoute('dash-pick', {}),
  last: defineRoute('dash-last', {}),
  /** Clocks in to the category that was used last. */
  again: defineRoute('dash-again', {}),
  /** Pauses what runs, and goes on with what is paused. */
  pause: defineRoute('dash-pause', {}),
  clockOut: defineRoute('dash-out', {}),
  status: defineRoute('dash-status', {}),
  /** Shows one's own dashboard as it is now. */
  personal: defineRoute('dash-personal', { owner }),
  /** A page of those who are on the clock, and its pages. */
  people: defineRoute('dash-people', { category: about, page }),
};

export const categoryIn = (about: CategoryId | '-'): CategoryId | null => (about === '-' ? null : categoryId(about));

/** @param category what the dashboard is about; null: everything */
export const dashboardControls = (category: CategoryId | null): DashboardControls => ({
  clockIn: DASHBOARD_IDS.clockIn.encode({ category: category ?? '-' }),
  again: category === null ? DASHBOARD_IDS.again.encode({}) : null,
  pause: DASHBOARD_IDS.pause.encode({}),
  clockOut: DASHBOARD_IDS.clockOut.encode({}),
  status: DASHBOARD_IDS.status.encode({}),
  people: DASHBOARD_IDS.people.encode({ category: category ?? '-', page: 0 }),
});
