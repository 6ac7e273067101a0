import { address } from '../../../app/routes';
import { useAccount } from '../../../platform/use-session';
import { CardChoice } from '../../components/card-choice';
import { HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { SignInOffer } from '../../components/sign-in-offer';
import { CARD_LIST } from '../../open-platform.copy';
import '../../hand-over.scss';

export default function CardListPage() {
  const from = useCameFrom();
  const signedIn = useAccount() !== undefined;
  const here = address.cardList({ redirect_uri: from.returnTo, ...(from.hospitalId ? { hospitalId: from.hospitalId } : {}), ...(from.from ? { from: from.from } : {}) });
  return (
    <HandOverPage title={CARD_LIST.title} from={from}>
      {(hospital) => (signedIn
        ? <CardChoice hospital={hospital} from={from} here={here} />
        : <SignInOffer here={here} from={from} lead={CARD_LIST.signInLead(hospital)} given={CARD_LIST.given} label={CARD_LIST.signIn} />)}
    </HandOverPage>
  );
}
