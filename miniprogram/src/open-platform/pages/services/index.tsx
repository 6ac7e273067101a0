import { View } from '@tarojs/components';
import { HENAN_CITIES } from '@shared/kernel/henan-cities';
import { listServicesRoute, openServiceRoute } from '@shared/open-platform/services.routes';
import { PROVINCE, ServiceKind, type ListedService } from '@shared/open-platform/services.schema';
import { useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { visit } from '../../../platform/visit';
import { accessible } from '../../../ui/accessible';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { AppPicker } from '../../../ui/app-picker';
import { Confirm } from '../../../ui/sheet';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { SERVICE_KINDS, SERVICE_REFUSALS, SERVICES } from '../../services.copy';

const CITIES = Object.entries(HENAN_CITIES).map(([value, label]) => ({ value, label }));

/** Opens a service; asks first where the institution would be told who comes. */
function useOpening() {
  const opening = useWrite(openServiceRoute);
  const [asking, setAsking] = useState<ListedService>();
  const [told, setTold] = useState<string>();
  async function go(service: ListedService, agreed: boolean) {
    const result = await opening.send({ serviceId: service.serviceId, cityCode: service.cityCode, agreed });
    setAsking(result.ok && result.value.state === 'agreement-needed' ? service : undefined);
    if (!result.ok) setTold(refusalText(SERVICE_REFUSALS, result.refusal));
    if (!result.ok || result.value.state !== 'ready') return;
    const visited = await visit(result.value.address);
    setTold({ gone: undefined, copied: SERVICES.copied, 'not-here': SERVICES.notHere }[visited]);
  }
  return { go, asking, told, busy: opening.busy, leave: () => { setAsking(undefined); } };
}

function noteOf({ summary, institutionName, cityCode }: ListedService): string {
  return `${summary} · ${institutionName}${cityCode === PROVINCE ? `（${SERVICES.province}）` : ''}`;
}

function Listed({ items }: { readonly items: readonly ListedService[] }) {
  const signedIn = useAccount() !== undefined;
  const { go, asking, told, busy, leave } = useOpening();
  const press = (service: ListedService) => () => {
    if (signedIn) void go(service, false);
    else open(address.signIn(address.services()));
  };
  return (
    <View>
      {told === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{told}</Notice></View>}
      {ServiceKind.options.map((kind) => {
        const ofKind = items.filter((service) => service.kind === kind);
        return ofKind.length === 0 ? null : (
          <AppCard key={kind} flush title={SERVICE_KINDS[kind]}>
            {ofKind.map((service) => <ListRow key={service.serviceId} icon="hospital" title={service.name} note={noteOf(service)} onPress={press(service)} />)}
          </AppCard>
        );
      })}
      <Confirm
        open={asking !== undefined} title={SERVICES.agreeTitle(asking?.name ?? '')} text={SERVICES.agreeText(asking?.institutionName ?? '')} confirm={SERVICES.agree} busy={busy}
        onConfirm={() => { if (asking) void go(asking, true); }} onCancel={leave}
      />
    </View>
  );
}

export default function ServicesPage() {
  const [cityCode, setCityCode] = useState('410100');
  const services = useRead(listServicesRoute, { cityCode });
  return (
    <AppPage title={SERVICES.title} lead={SERVICES.lead}>
      <AppPicker label={SERVICES.city} choices={CITIES} value={cityCode} onChange={setCityCode} />
      {services.state === 'loading' ? <Skeleton /> : null}
      {services.state === 'refused' ? <ErrorState text={refusalText({}, services.refusal)} again={services.again} /> : null}
      {services.state === 'ready' && services.value.items.length === 0
        ? <EmptyState icon="info" title={SERVICES.emptyTitle} text={SERVICES.emptyText} action={{ label: SERVICES.home, onPress: () => { switchTo('home'); } }} />
        : null}
      {services.state === 'ready' && services.value.items.length > 0 ? <Listed items={services.value.items} /> : null}
    </AppPage>
  );
}
