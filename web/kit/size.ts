const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1024;

/** `1.2 MB`, in the reader's language; like Discord in steps of 1,024, so that the limit of 10 MiB reads 10 MB. */
export function sizeText(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const unit = UNITS[step] ?? 'byte';
  // Rounded up, so that a file that is too large by a byte does not read like the limit itself.
  const value = Math.ceil((bytes / STEP ** step) * 100) / 100;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 2,
  }).format(value);
}
