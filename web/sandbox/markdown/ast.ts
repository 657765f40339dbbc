import type { TimeStyle } from '../../kit/moment.js';

/** What Discord's markdown means. Plain data: nothing in it is HTML, and a link's `href` is already known to be safe. */
export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'br' }
  | {
      readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext';
      readonly children: readonly Node[];
    }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Node[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly Node[])[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'pre'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Node[] }
  | { readonly type: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly type: 'everyone'; readonly name: 'everyone' | 'here' }
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'emoji'; readonly name: string }
  /** `at`: ms since the epoch. */
  | { readonly type: 'time'; readonly at: number; readonly style: TimeStyle };
