import { createHash } from 'node:crypto';
import { samplePeople } from '../../functions/local/seed/sample-people';
import { TODAY } from '../rig/open-town';
import { PROGRAM_STDERR } from '../rig/spawn-start';
import { findPeople } from './find-people';

const zhang = samplePeople(TODAY).find(({ personKey }) => personKey === 'zhang-wei')!;
const liu = samplePeople(TODAY).find(({ personKey }) => personKey === 'liu-guilan')!;
const ordinary = JSON.stringify({ level: 'INFO', message: 'http.answered', timestamp: '2026-11-23T05:06:45.123Z', requestId: '01KAWC2J8V4Q5RZ1N7M3XG9T0B', ms: 1795410292000, status: 200 });
const hash = (name: string, text: string) => createHash(name).update(text).digest('hex');

const find = (...lines: string[]) => findPeople(lines.join('\n'), [TODAY]);
const logged = (text: string) => JSON.stringify({ level: 'ERROR', message: text });

describe('the search of the logs', () => {
  it('finds nothing in ordinary lines, nor in titles of tests', () => {
    expect(find(ordinary, `  ✓ ${zhang.name} claims a card (12 ms)`, logged('419099********1234'), logged('199****0001'))).toEqual([]);
  });

  it.each([
    ['a name', zhang.name], ['a name among words', `the name ${zhang.name} differs`], ['a name in an address', `/v1/x?name=${encodeURIComponent(zhang.name)}`],
    ['a number', zhang.idNumber], ['a number in lower case', `no ${zhang.idNumber.toLowerCase()} here`], ['an old number', liu.idNumber], ['a phone', '+8619900000001'],
    ['a SHA-256', hash('sha256', zhang.idNumber)], ['an SM3 in capitals', hash('sm3', zhang.idNumber).toUpperCase()], ['a hash of a phone', hash('md5', '19900000001')],
    ['a name in Base64', Buffer.from(zhang.name).toString('base64')], ['a mask of four digits only', `${zhang.idNumber.slice(0, 14)}****`],
    ['a mask in the middle', '419099199***120012'], ['somebody\'s number', '419099200001011234'], ['somebody\'s phone', '13800001234'],
  ])('finds %s, and says where without repeating it', (_, text) => {
    const found = find(ordinary, logged(text));
    expect(found).toContainEqual({ line: 2, what: expect.any(String) });
    expect(JSON.stringify(found)).not.toContain(text);
  });

  it('finds an old number also in its eighteen digits', () => {
    expect(find(logged(`${liu.idNumber.slice(0, 6)}19${liu.idNumber.slice(6)}`))).toContainEqual({ line: 1, what: 'most of a document of liu-guilan' });
  });

  it('reads what JSON escaped, and what programs wrote to stderr', () => {
    const escaped = [...zhang.name].map((character) => `\\u${character.charCodeAt(0).toString(16)}`).join('');
    expect(find(`{"message":"${escaped}"}`)).toEqual([{ line: 1, what: 'the name of zhang-wei' }]);
    expect(find(`${PROGRAM_STDERR}Error: ${zhang.name}`)).toEqual([{ line: 1, what: 'the name of zhang-wei' }]);
  });
});
