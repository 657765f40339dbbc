/** What Discord means by the groups of `file_types`. Only the extension of the name counts, as with Discord: contents are the app's to check. */
const groups: Readonly<Record<string, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'heic', 'tiff', 'svg'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'avi', 'm4v'],
  audio: ['mp3', 'ogg', 'wav', 'flac', 'm4a', 'aac', 'opus'],
};

const extensionOf = (filename: string): string => /\.([^.]+)$/u.exec(filename)?.[1]?.toLowerCase() ?? '';

/** Whether a file of this name may be given where `types` are asked for; without types everything may. */
export const isOfFileTypes = (filename: string, types: readonly string[] | null | undefined): boolean => {
  if (!types || types.length === 0) return true;
  const extension = extensionOf(filename);
  return types.some((type) =>
    type.startsWith('.') ? type.slice(1).toLowerCase() === extension : (groups[type]?.includes(extension) ?? false),
  );
};

/** The same list for the `accept` attribute of a file input, which does not know the bare groups. */
export const acceptOf = (types: readonly string[] | null | undefined): string =>
  (types ?? []).map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',');
