/** Days on which the reader does not work; `[from, to)`, `yyyy-mm-dd`. */
export interface LeaveOf {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: LeaveKind;
  readonly note: string;
}

export const LEAVE_KINDS = ['holiday', 'sick', 'other'] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];

export interface LeaveList {
  /** In the order of their days. */
  readonly leaves: readonly LeaveOf[];
  /** The day after the last one of the leave that goes on; null: none does. */
  readonly until: string | null;
  /** Do those who see the reader's time see until when it lasts? */
  readonly isShown: boolean;
}
