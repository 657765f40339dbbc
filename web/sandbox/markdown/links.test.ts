import { describe, expect, it } from 'vitest';
import { ownFile, safeHref } from './links.js';

describe('addresses', () => {
  it('lets only web links through', () => {
    expect(safeHref('https://example.org')).toBe('https://example.org/');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/relative', '']) {
      expect(safeHref(bad)).toBeUndefined();
    }
  });

  it('knows the files of the sandbox', () => {
    expect(ownFile('http://localhost:4000/attachments/1/a.png?x=1', 'http://127.0.0.1:4000')).toBe('/attachments/1/a.png?x=1');
    expect(ownFile('/a.png', 'http://127.0.0.1:4000')).toBe('/a.png');
    expect(ownFile('https://example.org/a.png', 'http://127.0.0.1:4000')).toBeUndefined();
    expect(ownFile('http://127.0.0.1:5000/a.png', 'http://127.0.0.1:4000')).toBeUndefined();
    expect(ownFile('javascript:alert(1)', 'http://127.0.0.1:4000')).toBeUndefined();
  });
});
