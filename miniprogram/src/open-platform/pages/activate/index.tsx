import { useRouter } from '@tarojs/taro';
import { address } from '../../../app/routes';
import { useAccount } from '../../../platform/use-session';
import { Activation } from '../../components/activation';
import { HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { SignInOffer } from '../../components/sign-in-offer';
import { ACTIVATE } from '../../open-platform.copy';
import '../../hand-over.scss';

export default function ActivatePage() {
  const from = useCameFrom();
  const link = useRouter().params['open_id'] ?? '-';
  const signedIn = useAccount() !== undefined;
  const here = address.activate({ open_id: link, redirect_uri: from.returnTo });
  return (
    <HandOverPage title={ACTIVATE.title} from={from}>
      {(hospital) => (signedIn
        ? <Activation hospital={hospital} from={from} link={link} here={here} />
        : <SignInOffer here={here} from={from} lead={ACTIVATE.lead(hospital)} given={ACTIVATE.given} label={ACTIVATE.signIn} />)}
    </HandOverPage>
  );
}
