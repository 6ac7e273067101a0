import { dialectNamed } from '../../../shared/authority/dialects';
import { fromWire, NOT_IN_TABLE, toWire } from '../../../shared/authority/dialect-codes';

const dialect = dialectNamed('ehc-v1');

describe('codes inside biz_content', () => {
  it('are read with or without leading zeros', () => {
    expect(fromWire(dialect, { applyType: '01', codeKind: '01', cardState: '02', idType: '1' })).toEqual({ applyType: 'app', codeKind: 'static', cardState: '2', idType: '01' });
    expect(fromWire(dialect, { applyType: '3', codeKind: '0', cardState: '1', guardianIdType: '06' })).toEqual({ applyType: 'window', codeKind: 'dynamic', cardState: '1', guardianIdType: '06' });
  });

  it('that are in no table become what no schema accepts', () => {
    expect(fromWire(dialect, { applyType: 'x', idType: '42', registerTime: 'yesterday' })).toEqual({ applyType: NOT_IN_TABLE, idType: NOT_IN_TABLE, registerTime: NOT_IN_TABLE });
  });

  it('of another province\'s tables mean the same', () => {
    const other = { ...dialect, idTypes: { ...dialect.idTypes, '03': 'P' }, codeKinds: { dynamic: 'D', static: 'S' }, timeFormat: 'yyyy-MM-dd HH:mm:ss' as const };
    expect(fromWire(other, { idType: 'P', codeKind: 'S' })).toEqual({ idType: '03', codeKind: 'static' });
    expect(toWire(other, { idType: '03', issuedTime: '2026-03-10T09:00:00.000+08:00', cardState: '3', name: '李' }))
      .toEqual({ idType: 'P', issuedTime: '2026-03-10 09:00:00', cardState: '3', name: '李' });
  });

  it('empty members are absent members', () => {
    expect(fromWire(dialect, { name: '', address: ' ', cellphone: undefined, unit: 'x' })).toEqual({ unit: 'x' });
  });
});
