import { describe, expect, it } from 'vitest';
import { callbackProblems } from '../../test/support/contract/index.js';
import { LONGEST_ID, viewSamples } from '../../test/support/view-samples.js';

describe.each(['en', 'de', 'de-AT', 'fr'])('views in %s', (locale) => {
  const samples = viewSamples(locale);

  it('are many, each of its own name', () => {
    expect(samples.length).toBeGreaterThan(300);
    expect(new Set(samples.map(({ name }) => name)).size).toBe(samples.length);
  });

  it('keep every limit of Discord with the longest inputs', () => {
    const problems = samples.flatMap(({ name, kind, body }) =>
      callbackProblems(kind === 'modal' ? { type: 9, data: body } : { type: 4, data: body }).map(
        (problem) => `${name}: ${problem}`,
      ),
    );
    expect(problems).toEqual([]);
  });

  it('ping nobody but whom a question, a reminder or an export in a channel is for', () => {
    const messages = samples.filter((sample) => sample.kind === 'message');
    for (const { name, body } of messages) {
      const asked = /\/reminder in a channel$|\/an export .* in a channel$/.test(name) ? { users: [LONGEST_ID] } : {};
      const role = name.endsWith('/a reminder for a role') ? { roles: ['9'.repeat(20)] } : {};
      expect(body.allowed_mentions, name).toEqual({ parse: [], ...asked, ...role });
    }
  });

  it('show the moments of a refusal as moments', () => {
    const skipped = samples.find(({ name }) => name.endsWith('plain/error TIME_SKIPPED'));
    expect(JSON.stringify(skipped?.body)).toMatch(/<t:\d{10}:f>.*<t:\d{10}:f>/);
  });

  it('leave no argument open and show no key', () => {
    for (const { name, body } of samples)
      expect(JSON.stringify(body), name).not.toMatch(/\{\{|undefined|NaN|(session|errors|system)\.[a-z]/);
  });
});
