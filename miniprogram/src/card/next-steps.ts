/** Where each refusal leads: a page that cannot go on says how to. */
import { address, open, switchTo } from '../app/routes';
import type { NextStep } from '../ui/states';
import { WAYS } from './card.copy';

export type Place = {
  /** The page to return to when the missing step is done. */
  readonly here: string;
  readonly memberId?: string | undefined;
  readonly cardId?: string | undefined;
};

type Way = (place: Place) => NextStep;

const toFamily: Way = () => ({ label: WAYS.family, onPress: () => { open(address.family()); } });
const toPackage: Way = () => ({ label: WAYS.package, onPress: () => { switchTo('package'); } });
const signIn: Way = ({ here }) => ({ label: WAYS.signIn, onPress: () => { open(address.signIn(here)); } });
const toCard: Way = (place) => {
  const { cardId } = place;
  return cardId === undefined ? toPackage(place) : { label: WAYS.card, onPress: () => { open(address.card(cardId)); } };
};

const WAY_OF: Readonly<Record<string, Way>> = {
  'session/missing': signIn,
  'session/expired': signIn,
  'session/ended': signIn,
  'consent/needed': ({ here }) => ({ label: WAYS.consent, onPress: () => { open(address.consents(here)); } }),
  'identity/real-name-needed': ({ here }) => ({ label: WAYS.realName, onPress: () => { open(address.realName(here)); } }),
  'identity/presence-needed': ({ here, memberId }) => ({
    label: WAYS.presence,
    onPress: () => { open(address.presence({ comeBackTo: here, ...(memberId === undefined ? {} : { memberId }) })); },
  }),
  'identity/member-unknown': toFamily,
  'family/not-consented': toFamily,
  'card/channel-cannot': () => ({ label: WAYS.phone, onPress: () => { open(address.phone()); } }),
  'card/package-full': toPackage,
  'card/unknown': toPackage,
  'card/lost': toCard,
  'card/closed': toCard,
};

/** The page that helps with this refusal; undefined when only trying again does. */
export function nextStep(code: string, place: Place): NextStep | undefined {
  return WAY_OF[code]?.(place);
}
