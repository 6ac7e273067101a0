/** The card authority as far as a real-name check goes: who is registered, under which name, with which guardian. */
import type { Foundations } from '../../functions/platform/foundations';
import { ok, refuse } from '../../shared/kernel/result';

type Query = Foundations['clients']['authority']['query'];
type HolderAnswer = Extract<Awaited<ReturnType<Query>>, { ok: true }>['value'];

export type Registered = {
  readonly name: string;
  readonly number: string;
  readonly deceased?: boolean;
  /** Told with a match, where the register knows it. */
  readonly birthday?: string;
  /** Numbers of the guardians the register knows. */
  readonly guardians?: readonly string[];
};

export function realNameRegisterDouble() {
  const people = new Map<string, Registered>();
  const switches = { down: false };
  const asked: string[] = [];

  const query: Query = async ({ document, name, guardian }) => {
    asked.push(document.number);
    if (switches.down) return refuse('authority/unavailable');
    return ok(answerFor(people.get(document.number), name ?? '', guardian?.document.number));
  };

  return { query, switches, asked, register: (person: Registered) => void people.set(person.number, person) };
}

function answerFor(person: Registered | undefined, name: string, guardian: string | undefined): HolderAnswer {
  if (!person) return { realName: 'not-found' };
  if (person.name !== name) return { realName: 'name-does-not-match' };
  if (person.deceased) return { realName: 'deceased' };
  if (guardian !== undefined && !person.guardians?.includes(guardian)) return { realName: 'guardian-does-not-match' };
  return { realName: 'match', ...(person.birthday ? { birthday: person.birthday } : {}) };
}
