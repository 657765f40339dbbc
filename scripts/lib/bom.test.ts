import { describe, expect, it } from 'vitest';
import { checkBom, productionOf } from './bom.mjs';

const component = (
  name: string,
  licence: object | null = { license: { id: 'MIT' } },
  hashes: object[] = [{ alg: 'SHA-512' }],
) => ({
  ...{ name, version: '1.0.0', hashes },
  licenses: licence === null ? [] : [licence],
});
const bom = (...components: object[]) => ({ bomFormat: 'CycloneDX', specVersion: '1.5', components });
const lock = (packages: Record<string, object>) => ({
  packages: {
    '': {},
    ...Object.fromEntries(Object.entries(packages).map(([path, more]) => [path, { version: '1.0.0', ...more }])),
  },
});
const problems = (made: object, packages: Record<string, object> = { 'node_modules/a': {} }): string[] =>
  checkBom(made, lock(packages)).problems;

describe('the list of components', () => {
  it('is whole, without what is only for development or for other machines', () => {
    const packages = {
      'node_modules/a': {},
      'node_modules/b/node_modules/@s/c': {},
      'node_modules/d': { dev: true },
      'node_modules/e': { optional: true },
    };
    expect(problems(bom(component('a'), component('@s/c')), packages)).toEqual([]);
    expect(problems(bom(component('a')), packages)).toEqual(['@s/c@1.0.0: not in the list']);
    expect(problems(bom(component('a'), component('x')))).toEqual(['x@1.0.0: not in package-lock.json']);
    expect(problems(bom(), {})).toEqual(['the list is empty']);
    expect(problems({ components: [component('a')] })).toEqual(['not a CycloneDX list']);
  });

  it.each([
    [{ license: { id: 'GPL-3.0-only' } }, 'GPL-3.0-only'],
    [{ license: { name: 'Commercial' } }, 'Commercial'],
    [{ expression: 'MIT AND GPL-2.0' }, 'MIT AND GPL-2.0'],
    [null, 'unknown'],
  ])('refuses the licence %j', (licence, said) => {
    expect(problems(bom(component('a', licence)))).toEqual([`a@1.0.0: licence ${said}`]);
  });

  it('takes the licence that was read by hand, of that version only', () => {
    const packages = { 'node_modules/png-js': { version: '2.0.0' } };
    expect(problems(bom({ ...component('png-js', null), version: '2.0.0' }), packages)).toEqual([]);
    const newer = { 'node_modules/png-js': { version: '2.0.1' } };
    expect(problems(bom({ ...component('png-js', null), version: '2.0.1' }), newer)).toEqual(['png-js@2.0.1: licence unknown']);
  });

  it('takes one of several, and wants a checksum', () => {
    expect(problems(bom(component('a', { expression: '(GPL-2.0 OR MIT)' })))).toEqual([]);
    expect(problems(bom(component('a', { license: { id: 'MIT' } }, [])))).toEqual(['a@1.0.0: no checksum']);
  });

  it('leaves out what is only for development, and who depends on it', () => {
    const refs = ['a', 'd'].map((name) => ({ ...component(name), 'bom-ref': name }));
    const whole = { ...bom(...refs), dependencies: [{ ref: 'a', dependsOn: ['d'] }, { ref: 'd' }] };
    const left = productionOf(whole, lock({ 'node_modules/a': {}, 'node_modules/d': { dev: true } }));
    expect(left).toMatchObject({ components: [{ name: 'a' }], dependencies: [{ ref: 'a', dependsOn: [] }] });
  });
});
