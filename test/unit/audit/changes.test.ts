import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../packages/core/src/audit/changes.ts';

describe('what an audit record says of a change', () => {
  it('names only the fields that differ, in order of name', () => {
    const before = { name: '李娟', courtyardId: 'cyd_1', roles: [{ role: 'staff' }] };
    const after = { name: '李娟', courtyardId: 'cyd_2', roles: [{ role: 'staff' }], note: '已搬' };

    const changes = changesBetween(before, after);

    expect(changes).toEqual([
      { field: 'courtyardId', from: 'cyd_1', to: 'cyd_2' },
      { field: 'note', to: '已搬' },
    ]);
  });

  it('tells a changed phone number without saying either number', () => {
    const changes = changesBetween({ phone: '13800001111' }, { phone: '13800002222' });

    expect(changes).toEqual([{ field: 'phone', from: '138****1111', to: '138****2222' }]);
  });

  it('masks a personal field inside another value, and a secret whole', () => {
    const changes = changesBetween({}, { holder: { idNumber: '510104195003071234' }, pin: '482913' });

    expect(JSON.stringify(changes)).not.toMatch(/19500307|482913/);
    expect(changes).toEqual([
      { field: 'holder', to: { idNumber: '510****34' } },
      { field: 'pin', to: '•••' },
    ]);
  });

  it('masks a number inside a contact and leaves its words', () => {
    const [change] = changesBetween({}, { contact: '办公室 02812345678（李娟）' });

    expect(change?.to).toBe('办公室 028****5678（李娟）');
  });

  it('cuts a value that is too long for a record', () => {
    const [change] = changesBetween({}, { text: '长'.repeat(1000) });

    expect(String(change?.to)).toHaveLength(401);
  });

  it('takes a value that was emptied for gone', () => {
    const changes = changesBetween({ address: '锦江区' }, { address: undefined });

    expect(changes).toEqual([{ field: 'address', from: '锦江区' }]);
  });
});
