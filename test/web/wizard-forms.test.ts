import { describe, expect, it } from 'vitest';
import { LEDGER_KINDS, ledgerOf } from '../../packages/core/src/importing/ledger-files/ledgers/ledgers.ts';
import { LEDGER_WORDS } from '../../web/src/lib/console/importing/ledger-words.ts';
import { sheetCorrection } from '../../web/src/lib/console/importing/mapping-form.ts';
import { isBusy, stepOf } from '../../web/src/lib/console/importing/step.ts';

const drawnFor = { kind: 'election', kindWas: 'election', headerRow: '3', headerRowWas: '3' };

describe('what a person says about a sheet', () => {
  it('is the column of each field, and the facts of the sheet', () => {
    const said = sheetCorrection({
      ...drawnFor,
      'column.A': 'name',
      'column.B': 'ignore',
      'fact.term': '2',
      'fact.courtyard': '花园颐院',
    });

    expect(said).toEqual({
      kind: 'election',
      headerRow: 3,
      ignore: false,
      columns: { A: 'name', B: 'ignore' },
      facts: { term: 2, courtyard: '花园颐院' },
    });
  });

  it('leaves the columns of the old ledger out when another ledger is chosen', () => {
    const said = sheetCorrection({ ...drawnFor, kind: 'rooms', 'column.A': 'name', 'fact.term': '2' });

    expect(said).toEqual({ kind: 'rooms', headerRow: 3, ignore: false });
  });

  it('leaves the columns out when another heading row is named', () => {
    expect(sheetCorrection({ ...drawnFor, headerRow: '4', 'column.A': 'name' })).not.toHaveProperty(
      'columns',
    );
  });
});

describe('the words of the mapping page', () => {
  it('name every ledger the reader knows, with every field and every fact of it', () => {
    expect(Object.keys(LEDGER_WORDS)).toEqual(LEDGER_KINDS);
    for (const kind of LEDGER_KINDS) {
      const { fields, facts } = ledgerOf(kind);
      expect(Object.keys(LEDGER_WORDS[kind]?.fields ?? {}), kind).toEqual(Object.keys(fields));
      expect(Object.keys(LEDGER_WORDS[kind]?.facts ?? {}), kind).toEqual(Object.keys(facts));
    }
  });
});

describe('the screen of an import', () => {
  it('is the one that waits for a person', () => {
    expect(['collecting', 'needsMapping', 'ready', 'done', 'failed'].map(stepOf)).toEqual([
      'files',
      'sheets',
      'preflight',
      'result',
      'result',
    ]);
  });

  it('looks again by itself only while work is under way', () => {
    expect(['preflighting', 'running', 'undoing'].every(isBusy)).toBe(true);
    expect(['collecting', 'needsMapping', 'ready', 'done', 'failed', 'undone'].some(isBusy)).toBe(false);
  });
});
