import { describe, expect, it } from 'vitest';
import { cookieJar, readCookies } from './cookies.js';
import { html } from './html.js';
import { languageOf } from './language.js';
import { markdown } from './markdown.js';
import { csrfTokenOf, digestOf, isSame, isSecret, newSecret } from './secrets.js';
import { nextPath, siteAt } from './site.js';

describe('cookies', () => {
  it('are read by their names, the first of two, and nothing that is not ours', () => {
    expect([...readCookies('a=1; b=x.y-z_~; a=2; c="quoted"; d; =e; f=ü')]).toEqual([
      ['a', '1'],
      ['b', 'x.y-z_~'],
    ]);
    expect(readCookies(undefined).size).toBe(0);
  });

  it('belong to one host over HTTPS', () => {
    expect(cookieJar(true).write('session', 'x', 60)).toBe(
      '__Host-punchcard-session=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
    expect(cookieJar(true).read('session', 'punchcard-session=planted')).toBeNull();
    expect(cookieJar(false).read('session', 'punchcard-session=x')).toBe('x');
  });
});

describe('where somebody goes next', () => {
  it.each(['/app/', '/app/g1/timesheet?week=2026-W10&x=%2F', '/'])('is a path of ours: %s', (path) => {
    expect(nextPath(path)).toBe(path);
    expect(new URL(path, 'https://clock.example').origin).toBe('https://clock.example');
  });

  it.each([
    '//evil',
    '/\\evil',
    'https://evil',
    '/a\\b',
    '/a b',
    '/ä',
    'javascript:alert(1)',
    '',
    `/${'x'.repeat(500)}`,
    7,
    null,
  ])('is nothing else: %s', (path) => {
    expect(nextPath(path)).toBe('/app/');
  });
});

it('a site knows its way back', () => {
  expect(siteAt('https://clock.example.org')).toEqual({
    base: 'https://clock.example.org',
    origin: 'https://clock.example.org',
    isSecure: true,
    redirectUri: 'https://clock.example.org/login/callback',
  });
});

it('secrets are long, and what follows from them tells nothing of them', () => {
  const secret = newSecret();
  expect([isSecret(secret), isSecret(secret.slice(1)), isSecret(`${secret}=`)]).toEqual([true, false, false]);
  expect(new Set([secret, digestOf(secret), csrfTokenOf(secret)]).size).toBe(3);
  expect([isSame(secret, secret), isSame(secret, newSecret()), isSame('a', 'aa')]).toEqual([true, false, false]);
});

describe('the language of a page', () => {
  const of = (accept: string | undefined, query: object = {}, preferred: string | null = null) =>
    languageOf({ headers: accept === undefined ? {} : { 'accept-language': accept }, query }, ['en', 'de'], preferred);
  it.each([
    ['fr, de-AT;q=0.8, en;q=0.9', 'en'],
    ['de', 'de'],
    ['de;q=0, en', 'en'],
    ['fr', 'en'],
    ['*;q=x,;;', 'en'],
  ])('%s: %s', (accept, language) => {
    expect(of(accept)).toBe(language);
  });
  it('is what was asked for, else what the person prefers', () => {
    expect([of('en', { lang: 'de' }), of('en', { lang: ['de'] }), of('en', {}, 'de-CH'), of(undefined)]).toEqual([
      ...['de', 'en', 'de', 'en'],
    ]);
  });
});

describe('markup', () => {
  it('is escaped wherever it is no markup', () => {
    expect(html`<b title="${'"<&>\''}">${['a', html`<i>${'<'}</i>`, null, 3]}</b>`.text).toBe(
      '<b title="&quot;&lt;&amp;&gt;&#39;">a<i>&lt;</i>3</b>',
    );
  });

  it.each([
    ['# A\nb\nc', '<h1>A</h1><p>b c</p>'],
    ['- a\n  b\n- c', '<ul><li>a b</li><li>c</li></ul>'],
    ['1. a\n2) b', '<ol><li>a</li><li>b</li></ol>'],
    ['a **b _c_** `d*e` \\*f\\* g_h_i', '<p>a <strong>b <em>c</em></strong> <code>d*e</code> *f* g_h_i</p>'],
    [
      '[x](https://a.b) [y](javascript:alert) [z](//evil)',
      '<p><a href="https://a.b" rel="noopener">x</a> [y](javascript:alert) [z](//evil)</p>',
    ],
    ['by [name], [90] days', '<p>by <mark>[name]</mark>, <mark>[90]</mark> days</p>'],
    ['<img src=x onerror=y>', '<p>&lt;img src=x onerror=y&gt;</p>'],
    ['---', '<hr>'],
  ])('is made of %j', (text, made) => {
    // Spaces between tags mean nothing here.
    const { text: found } = markdown(text);
    expect(found.trim().replace(/\s+/g, ' ').replace(/> </g, '><').replace(/ ?\/>/g, '>')).toBe(made.replace(/> </g, '><'));
  });

  it('has tables that can be scrolled to', () => {
    const { text } = markdown('| a | b \\| c |\n| --- | :-: |\n| 1 | `2` |');
    expect(text).toContain('<th scope="col">b | c</th>');
    expect(text).toContain('<td>1</td><td><code>2</code></td>');
    expect(text).not.toContain('---');
  });
});
