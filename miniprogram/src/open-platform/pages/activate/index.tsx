import { useRouter } from '@tarojs/taro';
import { unescaped } from '@shared/open-platform/activation-link';
import { address } from '../../../app/routes';
import { Activation } from '../../components/activation';
import { Embedded } from '../../components/embedded';
import { Decline, HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { ACTIVATE } from '../../open-platform.copy';
import '../../hand-over.scss';

export default function ActivatePage() {
  const from = useCameFrom();
  // As it was before it was put into an address: it goes into one again, on the way to signing in and back.
  const link = unescaped(useRouter().params['open_id'] ?? '-');
  const here = address.activate({ open_id: link, redirect_uri: from.returnTo });
  return (
    <HandOverPage title={ACTIVATE.title} from={from}>
      {(hospital) => {
        const ask = { here, lead: ACTIVATE.lead(hospital), given: ACTIVATE.given, label: ACTIVATE.signIn, wayOut: <Decline from={from} /> };
        return <Embedded {...ask}><Activation hospital={hospital} from={from} link={link} ask={ask} /></Embedded>;
      }}
    </HandOverPage>
  );
}
