import type { PageLinks } from '../commands/deps.js';

export interface ServedPage extends PageLinks {
  /** From now on the page is reached there too; empty while that is not known. */
  servedAt(base: () => string): void;
  /** Where a calendar of ours is fetched by its secret; null where nobody reaches us. */
  calendar(secret: string): string | null;
}

/** Links to the page for members. @param publicUrl `PUBLIC_URL`; null: nobody is led to the page unless it is said where it is served */
export const createPageLinks = (publicUrl: string | null): ServedPage => {
  let base = (): string => publicUrl ?? '';
  return {
    servedAt: (served) => {
      base = served;
    },
    calendar(secret) {
      const at = base();
      return at === '' ? null : `${at}/calendar/${secret}.ics`;
    },
    to(space, place) {
      const at = base();
      return at === '' ? null : `${at}/app/${space}${place === '' ? '' : `/${place}`}`;
    },
  };
};
