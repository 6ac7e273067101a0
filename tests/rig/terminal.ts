/** A hospital's terminal: asks the card authority over its real gateway; told that it is busy, it sends the same bytes again. */
import { SAMPLE_AUTHORITY_CLIENT } from '../../functions/local/local-config';
import { AUTHORITY_REFUSALS } from '../../shared/authority/refusals';
import { envelope, PATH, read, type Answer } from '../authority/ehc';

const TURNS_MAX = 5;

export type Terminal = {
  ask(method: string, biz: object): Promise<Answer>;
  /** `ok`, or the coded refusal of a code that was shown. */
  scan(text: string): Promise<string>;
};

export function makeTerminal(places: { readonly url: string }, now: () => number = Date.now): Terminal {
  async function ask(method: string, biz: object): Promise<Answer> {
    const body = envelope(SAMPLE_AUTHORITY_CLIENT, method, biz, { at: now() });
    for (let turn = 1; ; turn += 1) {
      const answer = await fetch(places.url + PATH, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const said = read(SAMPLE_AUTHORITY_CLIENT, await answer.text());
      if (!said.message.startsWith(AUTHORITY_REFUSALS.busy.code) || turn === TURNS_MAX) return said;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
  return {
    ask,
    async scan(text) {
      const { code, message } = await ask('ehc.ehealthcode.verify', { ehealth_code: text, medstepcode: '010101', terminalcode: SAMPLE_AUTHORITY_CLIENT.termId, channelcode: '01' });
      return code === '10' ? 'ok' : message.slice(0, 8);
    },
  };
}
