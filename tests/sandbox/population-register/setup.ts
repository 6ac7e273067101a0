/** A register with a family in it, and a caller who signs as the contract says. */
import { createHash, randomUUID } from 'node:crypto';
import { startPopulationRegister } from '../../../functions/sandbox/population-register';
import type { RegisteredPerson } from '../../../functions/sandbox/population-register';

export const NOW = Date.parse('2026-03-01T09:00:00+08:00');
export const SECRET = 'register-secret';

const MOTHER = { idType: '01', idNumber: '412724189908124425', name: '李娜' };
export const FAMILY = { mother: MOTHER };
export const PEOPLE: readonly RegisteredPerson[] = [
  { ...MOTHER, gender: '2', birthday: '1899-08-12', nation: '01' },
  { idType: '16', idNumber: `${MOTHER.idNumber}-1`, name: '张小宝', gender: '1', birthday: '2026-02-20', nation: '01', guardians: [MOTHER] },
  { idType: '01', idNumber: '410105189903070014', name: '王𬱖', gender: '1', birthday: '1899-03-07', nation: '01', deceased: true },
  { idType: '02', idNumber: '419099001', name: '包小龙', gender: '1', birthday: '2018-01-01', nation: '02' },
  { idType: '02', idNumber: '419099001', name: '包美玲', gender: '2', birthday: '2021-01-01', nation: '02' },
  { idType: '03', idNumber: 'XE0000001', name: 'MARIA EJEMPLO', gender: '2', birthday: '1999-05-05' },
  { idType: '06', idNumber: 'H00000001', name: '阿依努尔·萨迪克', gender: '2', birthday: '1990-05-05', nation: '05' },
];

export type Wish = { body?: string | Uint8Array; headers?: Record<string, string>; secret?: string; timestamp?: number | string };

export async function setup() {
  const register = await startPopulationRegister({ appId: 'authority', appSecret: SECRET, people: PEOPLE, clock: () => NOW });
  async function post({ body = '', headers = {}, secret = SECRET, timestamp = NOW }: Wish): Promise<Response> {
    const signature = createHash('sm3').update(secret + String(timestamp)).update(body).digest('hex');
    return fetch(`${register.url}/register/real-name-check`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8', 'x-app-id': 'authority', 'x-timestamp': String(timestamp), 'x-signature': signature, ...headers,
      },
      body,
    });
  }
  async function ask(question: Record<string, unknown>): Promise<{ status: number; answer: Record<string, unknown> }> {
    const response = await post({ body: JSON.stringify({ requestId: randomUUID(), ...question }) });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  }
  return { ...register, post, ask };
}

export type World = Awaited<ReturnType<typeof setup>>;
