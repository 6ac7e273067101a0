import { bindPhoneRoute, giveConsentRoute } from '../../shared/identity/identity.routes';
import * as signIn from '../../shared/identity/sign-in.routes';
import { everyRefusal } from './every-refusal';
import { BASE_URL, openHouse, valueOf, type House, type SignedIn } from './house';

jest.setTimeout(60_000);

let house: House;
let who: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  house = await openHouse();
  who = await house.consenting('someone');
  other = await house.consenting('someone-else');
});
afterAll(() => house.close());

const ticket = async () => valueOf(await house.ask(signIn.openPcTicketRoute, {}));
const state = async () => valueOf(await house.ask(signIn.beginServiceAccountRoute, { returnTo: BASE_URL })).state;

/** With WeChat out of reach while the request is answered. */
async function withoutWechat<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  house.wechat.switches.down = true;
  return ask().finally(() => { house.wechat.switches.down = false; });
}

everyRefusal(signIn.signInMiniProgramRoute, {
  'sign-in/code-not-valid': () => house.ask(signIn.signInMiniProgramRoute, { code: '!used' }),
  'sign-in/refused-by-wechat': () => house.ask(signIn.signInMiniProgramRoute, { code: '!blocked' }),
  'sign-in/wechat-unavailable': () => withoutWechat(() => house.ask(signIn.signInMiniProgramRoute, { code: 'someone' })),
});

everyRefusal(signIn.beginServiceAccountRoute, {
  'sign-in/return-address-not-allowed': () => house.ask(signIn.beginServiceAccountRoute, { returnTo: 'https://elsewhere.example/' }),
});

everyRefusal(signIn.signInServiceAccountRoute, {
  'sign-in/state-not-valid': () => house.ask(signIn.signInServiceAccountRoute, { code: 'someone', state: 'mine' }),
  'sign-in/code-not-valid': async () => house.ask(signIn.signInServiceAccountRoute, { code: '!used', state: await state() }),
  'sign-in/full-service-needed': async () => house.ask(signIn.signInServiceAccountRoute, { code: '!snapshot', state: await state() }),
  'sign-in/wechat-unavailable': async () => {
    const fresh = await state();
    return withoutWechat(() => house.ask(signIn.signInServiceAccountRoute, { code: 'someone', state: fresh }));
  },
});

everyRefusal(signIn.readPcTicketRoute, {
  'sign-in/ticket-unknown': async () => house.ask(signIn.readPcTicketRoute, { ticketId: (await ticket()).ticketId, pollSecret: 'guessed' }),
});

everyRefusal(signIn.signInPcRoute, {
  'sign-in/ticket-unknown': async () => house.ask(signIn.signInPcRoute, { ticketId: (await ticket()).ticketId, pollSecret: 'guessed' }),
  'sign-in/ticket-not-approved': async () => {
    const { ticketId, pollSecret } = await ticket();
    return house.ask(signIn.signInPcRoute, { ticketId, pollSecret });
  },
});

everyRefusal(signIn.scanPcTicketRoute, {
  'sign-in/ticket-unknown': () => house.ask(signIn.scanPcTicketRoute, { ticketId: 'ticket_none' }, who),
  'sign-in/ticket-taken': async () => {
    const { ticketId } = await ticket();
    valueOf(await house.ask(signIn.scanPcTicketRoute, { ticketId }, other));
    return house.ask(signIn.scanPcTicketRoute, { ticketId }, who);
  },
});

everyRefusal(signIn.decidePcTicketRoute, {
  'sign-in/ticket-unknown': () => house.ask(signIn.decidePcTicketRoute, { ticketId: 'ticket_none', approve: true }, who),
  'sign-in/ticket-taken': async () => {
    const { ticketId } = await ticket();
    valueOf(await house.ask(signIn.scanPcTicketRoute, { ticketId }, other));
    return house.ask(signIn.decidePcTicketRoute, { ticketId, approve: true }, who);
  },
});

everyRefusal(signIn.renewSessionRoute, { 'sign-in/session-ended': () => house.ask(signIn.renewSessionRoute, { refreshToken: 'a.b.c' }) });
everyRefusal(signIn.endSessionRoute, {
  'sign-in/session-unknown': () => house.ask(signIn.endSessionRoute, { sessionId: 'session_none' }, who),
  'session/own-needed': () => {
    const token = house.foundations.sessions.mintAccess({ accountId: who.accountId, sessionId: 'session_of-an-institution', consents: [], byInstitution: true }).accessToken;
    return house.ask(signIn.endSessionRoute, { sessionId: 'session_none' }, { ...who, token });
  },
});

everyRefusal(bindPhoneRoute, {
  'consent/needed': async () => house.ask(bindPhoneRoute, { code: 'phone' }, await house.signIn('not-agreed')),
  'identity/phone-code-not-valid': () => house.ask(bindPhoneRoute, { code: 'phone' }, who),
  'sign-in/wechat-unavailable': () => withoutWechat(() => house.ask(bindPhoneRoute, { code: 'phone' }, who)),
});

everyRefusal(giveConsentRoute, {
  'consent/version-not-current': () => house.ask(giveConsentRoute, { purpose: 'privacy', version: '1999-01' }, who),
});
