import { View } from '@tarojs/components';
import { endLinkRoute, listLinksRoute, type AccountLink } from '@shared/identity/links.routes';
import { useState } from 'react';
import { address, open } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { Confirm } from '../../../ui/sheet';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { dayText, refusalText } from '../../../ui/words';
import { SignedInOnly } from '../../components/signed-in-only';
import { END_LINK_REFUSALS, LINKS } from '../../links.copy';

function Link({ link, onEnd }: { readonly link: AccountLink; readonly onEnd: () => void }) {
  return (
    <AppCard title={link.institutionName}>
      {link.handsOverSince === undefined ? null : <View>{LINKS.handsOver(dayText(link.handsOverSince))}</View>}
      {link.takesOverSince === undefined ? null : <View>{LINKS.takesOver(dayText(link.takesOverSince))}</View>}
      <AppButton kind="text" about={link.institutionName} onPress={onEnd}>{LINKS.end}</AppButton>
    </AppCard>
  );
}

function List() {
  const links = useRead(listLinksRoute, {});
  const end = useWrite(endLinkRoute, [listLinksRoute]);
  const [ending, setEnding] = useState<AccountLink>();
  const [problem, setProblem] = useState<string>();
  if (links.state === 'loading') return <Skeleton />;
  if (links.state === 'refused') return <ErrorState text={refusalText({}, links.refusal)} again={links.again} />;
  if (links.value.items.length === 0) return <EmptyState icon="privacy" title={LINKS.emptyTitle} text={LINKS.emptyText} action={{ label: LINKS.services, onPress: () => { open(address.services()); } }} />;
  async function confirm(institutionId: string) {
    const result = await end.send({ institutionId });
    setEnding(undefined);
    setProblem(result.ok ? undefined : refusalText(END_LINK_REFUSALS, result.refusal));
  }
  return (
    <View>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      {links.value.items.map((link) => <Link key={link.institutionId} link={link} onEnd={() => { setEnding(link); }} />)}
      <Confirm
        open={ending !== undefined} title={LINKS.endTitle(ending?.institutionName ?? '')} text={LINKS.endText} confirm={LINKS.end} danger busy={end.busy}
        onConfirm={() => { if (ending) void confirm(ending.institutionId); }} onCancel={() => { setEnding(undefined); }}
      />
    </View>
  );
}

export default function LinksPage() {
  return (
    <AppPage title={LINKS.title} lead={LINKS.lead}>
      <SignedInOnly here={address.links()}><List /></SignedInOnly>
    </AppPage>
  );
}
