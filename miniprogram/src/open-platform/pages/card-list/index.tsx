import { address } from '../../../app/routes';
import { CardChoice } from '../../components/card-choice';
import { Embedded } from '../../components/embedded';
import { Decline, HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { CARD_LIST } from '../../open-platform.copy';
import '../../hand-over.scss';

export default function CardListPage() {
  const from = useCameFrom();
  const here = address.cardList({ redirect_uri: from.returnTo, ...(from.hospitalId ? { hospitalId: from.hospitalId } : {}), ...(from.from ? { from: from.from } : {}) });
  return (
    <HandOverPage title={CARD_LIST.title} from={from}>
      {(hospital) => {
        const ask = { here, lead: CARD_LIST.signInLead(hospital), given: CARD_LIST.given, label: CARD_LIST.signIn, wayOut: <Decline from={from} /> };
        return <Embedded {...ask}><CardChoice hospital={hospital} from={from} ask={ask} /></Embedded>;
      }}
    </HandOverPage>
  );
}
