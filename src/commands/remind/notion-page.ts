const BARE = /^[\da-f]{32}$/;
const DASHED = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** The id stands at the end of the last part of the path, behind the title. */
const IN_PATH = /(?:^|-)([\da-f]{32})$/;

/** The id of a page of Notion, from what people copy: its address, or the id with or without dashes. Null for anything else. */
export const notionPageId = (input: string): string | null => {
  const text = input.trim().toLowerCase();
  if (BARE.test(text)) return text;
  if (DASHED.test(text)) return text.replaceAll('-', '');
  let address: URL;
  try {
    address = new URL(text);
  } catch {
    return null;
  }
  if (address.protocol !== 'https:' || !/(?:^|\.)notion\.(?:so|site|com)$/.test(address.hostname)) return null;
  // In a database a page is shown above it, and named in the query.
  const shown = address.searchParams.get('p');
  if (shown !== null && BARE.test(shown)) return shown;
  return IN_PATH.exec(address.pathname.split('/').at(-1) ?? '')?.[1] ?? null;
};
