/** Targets of a week, and what was done of them; [from, to), `yyyy-mm-dd`. */
export interface TargetList {
  readonly week: { readonly from: string; readonly to: string };
  readonly targets: readonly TargetOf[];
}

export interface TargetOf {
  readonly category: string;
  readonly minutes: number;
  readonly seconds: number;
}
