import fc from 'fast-check';
import { columnsIn, csvLines, rowsIn, UpgradeRow, type ListRow } from '../../../shared/open-platform/upgrade-rows';
import { phaseOf, readPlace, placeText, stateAfter, UPGRADE_MOVES, UPGRADE_STATES } from '../../../shared/open-platform/upgrade.rules';

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
/** What the reader takes away at the ends, and spreadsheets' own marks, are another subject. */
const field = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text && !/^[=']/.test(text));
const valuesIn = (rows: Iterable<ListRow>) => [...rows].map(({ values }) => values);
const COLUMNS = ['patid', 'name', 'idNumber'] as const;

describe('CSV', () => {
  it('gives every field as it was, whatever marks and line ends are in it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
      const written = rows.map((fields) => fields.map(quoted).join(',')).join(end);
      expect([...csvLines(written)].map(({ fields }) => fields)).toEqual(rows);
    }));
  });

  it('reads the same from NDJSON', () => {
    fc.assert(fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 8 }), (rows) => {
      const [csv, json] = [rows.map((fields) => fields.map(quoted).join(',')).join('\n'), rows.map(([patid, name, idNumber]) => JSON.stringify({ patid, name, idNumber })).join('\n')];
      expect(valuesIn(rowsIn(json, 'ndjson', []))).toEqual(valuesIn(rowsIn(csv, 'csv', COLUMNS)));
    }));
  });

  it('never loses a line behind one that cannot be read', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (any) => {
      const lines = valuesIn(rowsIn(`${any.replace(/"/g, '')}\nC1,某,1`, 'csv', COLUMNS));
      expect(lines.at(-1)).toEqual({ patid: 'C1', name: '某', idNumber: '1' });
    }));
  });

  it.each([['="00123"', '00123'], ['"=""00123"""', '00123'], ['\'00123', '00123'], ['  00123 ', '00123']])('takes the marks of spreadsheets from %s', (written, value) => {
    expect([...csvLines(`${written},x`)]).toEqual([{ line: 1, fields: [value, 'x'] }]);
  });

  it('passes over headers of every piece, and tells lines of other lengths', () => {
    const written = '就诊卡号,姓名,身份证号\nC1,某,1\n\nC2,某\npatid,name,idNumber\nC3,,3\n';
    expect([...rowsIn(written, 'csv', columnsIn(['就诊卡号', '姓名', '身份证号']))]).toEqual([
      { line: 2, values: { patid: 'C1', name: '某', idNumber: '1' } }, { line: 4, values: undefined }, { line: 6, values: { patid: 'C3', idNumber: '3' } },
    ]);
  });

  it('numbers lines as an editor does: empty ones, and those inside quotes, count', () => {
    expect([...csvLines('a,b\r\n\r\n"x\r\ny",2\n3,4')].map(({ line }) => line)).toEqual([1, 3, 5]);
    expect([...rowsIn('\n{"patid":"1"}\n\n{"patid":"2"}', 'ndjson', [])].map(({ line }) => line)).toEqual([2, 4]);
  });
});

it('takes a JSON line with figures, and tells one that is none', () => {
  expect(valuesIn(rowsIn('{"patid":12,"姓名":"某","other":{}}\n{"patid":12,"姓名":"某","x":1}\n[1]\n{"patid"', 'ndjson', []))).toEqual([undefined, { patid: '12', name: '某' }, undefined, undefined]);
});

it('takes no JSON line that says a column twice, by the same name or another', () => {
  expect(valuesIn(rowsIn('{"patid":"1","patid":"2"}\n{"name":"甲","姓名":"乙","patid":"1"}\n{"patid":"a\\": \\"b","name":"x:y"}\n{"patid" : "1","other":"","Other":1}', 'ndjson', []))).toEqual([undefined, undefined, { patid: 'a": "b', name: 'x:y' }, { patid: '1' }]);
});

it.each([['1990-1-2', '1990-01-02'], ['19900102', '1990-01-02'], ['1990/01/02 0:00', '1990-01-02'], ['1990年1月2日', '1990-01-02']])('reads the birthday %s', (birthday, day) => {
  expect(UpgradeRow.parse({ patid: 'C', name: '某', idNumber: '1', birthday, gender: '2' })).toMatchObject({ birthday: day, gender: '2', idType: '01', nation: '未知' });
});

it.each([['1990-02-30', 'birthday'], ['明天', 'birthday']])('refuses the birthday %s', (birthday, member) => {
  expect(UpgradeRow.safeParse({ patid: 'C', name: '某', idNumber: '1', birthday }).error?.issues[0]?.path).toEqual([member]);
});

it('moves only as the list of moves says, and every state but the last leads somewhere', () => {
  const moves = UPGRADE_STATES.map((from) => [from, UPGRADE_MOVES.filter((move) => stateAfter(move, from) !== undefined)] as const);
  expect(Object.fromEntries(moves)).toEqual({
    receiving: ['close', 'forget'], received: ['check', 'forget'], checking: ['checked'], checked: ['check', 'run', 'forget'], running: ['pause', 'finished'], paused: ['run', 'undo', 'forget'], finished: ['run', 'undo', 'forget'],
    undoing: ['undone'], undone: ['undo', 'forget'], forgotten: [],
  });
  expect(UPGRADE_STATES.filter((state) => phaseOf(state) !== undefined)).toEqual(['checking', 'running', 'undoing']);
});

it('writes places that come back as they were', () => {
  expect([readPlace(placeText({ piece: 3, row: 201 })), readPlace('0-1'), readPlace('1-0'), readPlace('x')]).toEqual([{ piece: 3, row: 201 }, undefined, undefined, undefined]);
});
