/** What the browser remembers under one key. Private windows may refuse: then it remembers nothing, and nothing else is different. */
export interface Memory {
  read(): string | null;
  write(value: string): void;
}

export const memoryOf = (key: string): Memory => ({
  read: () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write: (value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Nothing to do: it is only for comfort.
    }
  },
});
