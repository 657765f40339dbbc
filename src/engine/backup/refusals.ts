/** A backup or restore that will not go on, foreseen: the message says why and what to do. It names no key and no member. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** The file is not what was written: torn, changed, or no backup at all. */
export class BackupDamaged extends BackupRefused {
  constructor(what: string) {
    super(`the file is damaged or no backup: ${what}; nothing was written`);
  }
}
