import { View } from '@tarojs/components';
import { readMeRoute } from '@shared/identity/identity.routes';
import type { Account } from '@shared/identity/identity.schema';
import { useRead } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import type { IconName } from '../../../ui/icons';
import { StatusTag, type Tone } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { ME } from '../../app.copy';
import { address, open, TABS } from '../../routes';
import { staffEntries, type StaffEntry } from '../../staff-entries';
import { ScanPc } from './scan-pc';

const TONES: Record<keyof typeof ME.assurance, Tone> = { none: 'warn', L1: 'good', L2: 'good' };

/** What a masked number leaves to be seen of its end; of a short one that is less than four. */
function tailOf(maskedNumber: string): string {
  return maskedNumber.slice(maskedNumber.lastIndexOf('*') + 1).slice(-4);
}

function Identity({ account }: { readonly account: Account }) {
  const { realName } = account;
  const assurance = realName?.assurance ?? 'none';
  const note = realName ? ME.realNameNote(realName.maskedName, tailOf(realName.maskedNumber)) : ME.realNameMissing;
  return (
    <AppCard flush>
      <ListRow icon="id-card" title={ME.realName} note={note} value={<StatusTag tone={TONES[assurance]}>{ME.assurance[assurance]}</StatusTag>} onPress={() => { open(address.realName(TABS.me)); }} />
      {assurance === 'L1' ? <ListRow icon="verified" title={ME.presence} note={ME.presenceNote} onPress={() => { open(address.presence({ comeBackTo: TABS.me })); }} /> : null}
      <ListRow icon="phone" title={ME.phone} note={account.maskedPhone ?? ME.phoneMissing} onPress={() => { open(address.phone()); }} />
      <ListRow icon="family" title={ME.family} note={ME.familyNote} onPress={() => { open(address.family()); }} />
    </AppCard>
  );
}

const STAFF_ICONS: Readonly<Record<StaffEntry, IconName>> = { assist: 'id-card', counter: 'warning', presence: 'verified', merges: 'family', console: 'devices' };
const STAFF_PAGES: Readonly<Record<StaffEntry, () => string>> = { assist: address.assistedClaim, counter: address.counter, presence: address.staffPresence, merges: address.merges, console: address.console };
const h5 = process.env.TARO_ENV === 'h5';

function StaffRow({ entry }: { readonly entry: StaffEntry }) {
  const words = { icon: STAFF_ICONS[entry], title: ME.staffEntries[entry] };
  if (entry === 'console' && !h5) return <ListRow {...words} note={ME.consoleOnPc} />;
  return <ListRow {...words} onPress={() => { open(STAFF_PAGES[entry]()); }} />;
}

/** Only for accounts with a post at an institution. */
function Staff({ account }: { readonly account: Account }) {
  if (!account.post) return null;
  return (
    <AppCard flush title={`${ME.staff} · ${account.post.institutionName}`}>
      {staffEntries(account.post).map((entry) => <StaffRow key={entry} entry={entry} />)}
    </AppCard>
  );
}

function Mine() {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  return (
    <View>
      <Identity account={me.value} />
      <Staff account={me.value} />
      <AppCard flush>
        <ScanPc />
        <ListRow icon="devices" title={ME.sessions} onPress={() => { open(address.sessions()); }} />
        <ListRow icon="hospital" title={ME.links} note={ME.linksNote} onPress={() => { open(address.links()); }} />
        <ListRow icon="privacy" title={ME.consents} note={ME.consentsNote} onPress={() => { open(address.consents()); }} />
        <ListRow icon="document" title={ME.information} note={ME.informationNote} onPress={() => { open(address.information()); }} />
      </AppCard>
    </View>
  );
}

export default function MePage() {
  const signedIn = useAccount() !== undefined;
  return (
    <AppPage title={ME.title} tab="me">
      {signedIn
        ? <Mine />
        : <EmptyState icon="person" title={ME.signInTitle} text={ME.signInText} action={{ label: ME.signIn, onPress: () => { open(address.signIn(TABS.me)); } }} />}
      <AppCard flush>
        <ListRow icon="settings" title={ME.settings} onPress={() => { open(address.settings()); }} />
      </AppCard>
    </AppPage>
  );
}
