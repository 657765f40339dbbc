import { describe, expect, it } from 'vitest';
import { translator } from '../../i18n.js';
import { changesOf, eventText, sourceText, subjectOf, valueText, type HistoryRow } from './row.js';

const entry = {
  category: 'work',
  start: 'a',
  end: 'b',
  breaks: [],
  overrideSeconds: null,
  note: null,
  status: 'ENDED_UNCONFIRMED',
};
const row = (change: Partial<HistoryRow> = {}): HistoryRow => ({
  ...{ id: '1', kind: 'entry', event: 'entryEdited', at: '2026-03-09T08:00:00.000Z', member: '1', actor: '2', source: 'command' },
  ...{ before: entry, after: { ...entry, note: 'x' }, document: null, changes: [], refusal: null, ...change },
});
const t = translator('en');

describe('a row of the history', () => {
  it('has what was changed of an entry', () => {
    expect(changesOf(row()).map(({ part }) => part)).toEqual(['note']);
    expect(changesOf(row({ before: null }))).toEqual([]);
  });

  it('is about the entry as it is, or as it was', () => {
    expect(subjectOf(row())).toMatchObject({ note: 'x' });
    expect(subjectOf(row({ after: null }))).toMatchObject({ note: null });
    expect(subjectOf(row({ before: null, after: null }))).toBeNull();
  });

  it('is called by its event, by its document, or as the history calls it', () => {
    expect(eventText(row(), t)).toBe(t('audit.event.entryEdited'));
    expect(eventText(row({ kind: 'document', event: 'somethingNew', document: 'targets' }), t)).toBe(t('audit.document.targets'));
    const ofRequests = row({ kind: 'document', event: 'somethingNew', document: 'approval-requests' });
    expect(eventText(ofRequests, t)).toBe(t('audit.document.approvalRequests'));
    expect(eventText(row({ event: 'somethingNew' }), t)).toBe('Something else (somethingNew)');
    expect(sourceText(row({ source: 'unheardOf' }), t)).toBe('unheardOf');
  });

  it('shows values of documents in short', () => {
    expect(valueText(undefined)).toBe('–');
    expect(valueText({ a: 'x'.repeat(200) })).toHaveLength(120);
  });
});
