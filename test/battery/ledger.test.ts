import { expect, it } from 'vitest';
import { expectNothing } from './expect-nothing.ts';
import { ledger } from './ledger/ledger.ts';

it('two hundred and fifty-six bad days leave the books in order', () => expectNothing(ledger));

it('is a battery', () => expect(ledger.planted.length).toBeGreaterThanOrEqual(15));
