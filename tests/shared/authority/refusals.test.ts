import { AUTHORITY_REFUSALS, readRefusalMessage, refusalMessage, type AuthorityRefusal } from '../../../shared/authority/refusals';

const names = Object.keys(AUTHORITY_REFUSALS) as AuthorityRefusal[];

describe('the coded refusals', () => {
  it('have each their own code and fit into the 200 characters of a message', () => {
    expect(new Set(names.map((name) => AUTHORITY_REFUSALS[name].code)).size).toBe(names.length);
    for (const name of names) expect(refusalMessage(name, 'guardian_id_type').length).toBeLessThanOrEqual(200);
  });

  it('are read back from their message', () => {
    for (const name of names) expect(readRefusalMessage(refusalMessage(name))).toEqual({ refusal: name });
  });

  it('carry the member that is wrong', () => {
    expect(readRefusalMessage(refusalMessage('biz-not-valid', 'id_no'))).toEqual({ refusal: 'biz-not-valid', field: 'id_no' });
  });

  it('are read by the code alone, whatever words follow it', () => {
    expect(readRefusalMessage('EHC-3002 card lost')).toEqual({ refusal: 'card-lost' });
    expect(readRefusalMessage('EHC-3002')).toEqual({ refusal: 'card-lost' });
  });

  it('are not seen in messages without a known code', () => {
    expect(['', '系统繁忙', 'EHC-0000: x', 'EHC-30021', 'see EHC-3002'].map(readRefusalMessage)).toEqual(Array(5).fill(undefined));
  });
});
