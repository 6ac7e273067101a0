import { WebView } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { decoded } from '../../../platform/decoded';
import { walletAddress } from '../../../platform/health-card-answers';

/** The outside platform's page in a web view; it leads back by itself. An order is good once. */
export default function InWalletPage() {
  const { order = '' } = useRouter().params;
  return <WebView src={walletAddress(decoded(order), 'back')} />;
}
