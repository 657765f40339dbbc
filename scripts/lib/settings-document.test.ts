import { expect, it } from 'vitest';
import { SETTING_KEYS } from '../../src/domain/settings.js';
import { settingsDocument, storedSettingsDocument } from './settings-document.js';

it('docs/settings.md is in step with the table of settings: `npm run docs:settings` writes it', async () => {
  const document = await settingsDocument();
  expect(storedSettingsDocument()).toBe(document);
  for (const key of SETTING_KEYS) expect(document).toContain(`\`${key}\``);
});
