import type { PageLinks } from '../commands/deps.js';

export interface ServedPage extends PageLinks {
  /** From now on the page is reached there too; empty while that is not known. */
  servedAt(base: () => string): void;
}

/** Links to the page for members. @param publicUrl `PUBLIC_URL`; null: nobody is led to the page unless it is said where it is served */
export const createPageLinks = (publicUrl: string | null): ServedPage => {
  let base = (): string => publicUrl ?? '';
  return {
    servedAt: (served) => {
      base = served;
    },
    to(space, place) {
      const at = base();
      return at === '' ? null : `${at}/app/${space}${place === '' ? '' : `/${place}`}`;
    },
  };
};
