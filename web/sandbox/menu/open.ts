import type { Target } from '../discord/menus.js';

/** Somebody asks what the app can do with a person or a message. */
export class OpenMenu extends Event {
  readonly on: Target;
  /** What it is opened on, in the reader's words. */
  readonly subject: string;
  /** px from the upper left of the window. */
  readonly at: { readonly x: number; readonly y: number };

  constructor(on: Target, subject: string, at: OpenMenu['at']) {
    super('pc-menu', { bubbles: true });
    this.on = on;
    this.subject = subject;
    this.at = at;
  }
}

/** For `@contextmenu`: the app's menu in the place of the browser's. A link keeps the browser's. */
export const onRightClick =
  (target: Target, subject: string) =>
  (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('a[href], input, textarea')) return;
    event.preventDefault();
    event.stopPropagation();
    const box = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : undefined;
    // The menu key of a keyboard comes without a place.
    const at =
      event.clientX === 0 && event.clientY === 0 && box
        ? { x: box.left + 16, y: box.top + 16 }
        : { x: event.clientX, y: event.clientY };
    event.target?.dispatchEvent(new OpenMenu(target, subject, at));
  };

/** For `@click` on the button with three dots. */
export const onMore =
  (target: Target, subject: string) =>
  (event: Event): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    event.currentTarget.dispatchEvent(new OpenMenu(target, subject, { x: left, y: bottom + 4 }));
  };
