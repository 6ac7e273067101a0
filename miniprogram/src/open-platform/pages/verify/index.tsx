import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import { attestVerificationRoute, declineVerificationRoute, passVerificationRoute, readVerificationRoute } from '@shared/open-platform/verification.routes';
import { useState } from 'react';
import { address, switchTo } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { canLeaveFor } from '../../../platform/leave';
import { useRead, useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { EmptyState, Skeleton } from '../../../ui/states';
import { Answered, AskedPage, Problem } from '../../components/asked';
import { useStepInstead } from '../../components/embedded';
import { WaysToProve } from '../../components/proving';
import { useOnTheWay, type Ask } from '../../on-the-way';
import { HAND_OVER, VERIFY } from '../../open-platform.copy';
import { useMember } from '../../use-member';
import { useOnce } from '../../use-once';
import { VERIFICATION_ENDED, VERIFICATION_REFUSALS } from '../../verification.copy';
import type { Member } from '../../whom-to-verify';
import '../../hand-over.scss';

/** `attested`: what the institution's own face page brought back; `-1` when it did not succeed (1.9, step 4). */
type Asked = { readonly orderId: string; readonly attested: string | undefined; readonly ask: Ask };
/** `member`: of the family, whom the order is about; nobody where it is oneself. */
type Order = { readonly institutionName: string; readonly maskedName: string; readonly maskedNumber: string; readonly state: string; readonly facePage?: string | undefined; readonly member?: Member | undefined };

const NOT_PASSED = '-1';
const notAttested: Refusal = { code: 'open-platform/not-attested' };
const isHereOnly = process.env.TARO_ENV === 'h5';

/** Where the answer leads; where it names no page, one is done here. */
function useAct({ orderId, attested }: Asked, { member }: Order) {
  const [pass, decline, attest] = [useWrite(passVerificationRoute), useWrite(declineVerificationRoute), useWrite(attestVerificationRoute)];
  const { leave } = useOnTheWay();
  const [problem, setProblem] = useState<Refusal | undefined>(attested === NOT_PASSED ? notAttested : undefined);
  const [done, setDone] = useState(false);
  const [tries, setTries] = useState(0);
  const sent = { pass: () => pass.send({ orderId, ...(member ? { memberId: member.memberId } : {}) }), decline: () => decline.send({ orderId }), attest: () => attest.send({ orderId, verifyOrderId: attested ?? '' }) };
  async function act(way: keyof typeof sent) {
    const result = await sent[way]();
    if (way === 'pass') setTries((before) => before + 1);
    if (!result.ok) setProblem(result.refusal);
    else if (result.value.leadTo === undefined) setDone(true);
    else leave(result.value.leadTo);
  }
  return { busy: pass.busy || attest.busy, problem, done, tries, act };
}

/** The institution's own page checks the face, where it opens from here and did not fail before; else one proves it to us. */
function useProving(asked: Asked, order: Order) {
  const { facePage } = order;
  const acting = useAct(asked, order);
  const { leave } = useOnTheWay();
  const isTheirs = facePage !== undefined && canLeaveFor(facePage) && acting.problem?.code !== notAttested.code;
  const prove = useOneAtATime(async () => {
    if (isTheirs) leave(facePage);
    else await acting.act('pass');
  });
  const refuse = useOneAtATime(() => acting.act('decline'));
  return { ...acting, isTheirs, prove, refuse };
}

function Whom({ order }: { readonly order: Order }) {
  return <AppCard flush><ListRow icon="person" title={order.maskedName} note={order.maskedNumber} /></AppCard>;
}

type Offered = { readonly order: Order; readonly proving: ReturnType<typeof useProving> };

/** On a web page nobody can look at a face: the ways are told here, for this matter. */
function OtherWays({ order, proving: { busy, tries, prove, refuse } }: Offered) {
  return (
    <View className="stack">
      <WaysToProve hospital={order.institutionName} tried={tries > 1} busy={busy} onProved={prove} />
      <AppButton kind="text" onPress={refuse}>{VERIFY.leave}</AppButton>
    </View>
  );
}

function proveLabel(isTheirs: boolean, { member }: Order): string {
  if (isTheirs) return VERIFY.proveThere;
  return member ? VERIFY.proveFor : VERIFY.prove;
}

function Prove({ order, proving: { busy, problem, isTheirs, prove, refuse } }: Offered) {
  return (
    <View className="stack">
      <View className="hand-over__lead">{order.member ? VERIFY.leadFor(order.institutionName, order.maskedName) : VERIFY.lead(order.institutionName)}</View>
      <Whom order={order} />
      {problem ? <Problem refusal={problem} words={VERIFICATION_REFUSALS} /> : null}
      <AppButton icon="verified" busy={busy} onPress={prove}>{proveLabel(isTheirs, order)}</AppButton>
      <AppButton kind="text" onPress={refuse}>{VERIFY.leave}</AppButton>
    </View>
  );
}

function isPresenceNeeded(problem: Refusal | undefined): boolean {
  return problem?.code === 'identity/presence-needed';
}

function hasBrought({ attested }: Asked): boolean {
  return attested !== undefined && attested !== NOT_PASSED;
}

function Offer({ asked, order }: { readonly asked: Asked; readonly order: Order }) {
  const proving = useProving(asked, order);
  const { problem, done, act } = proving;
  const brought = hasBrought(asked);
  useOnce(() => { if (brought) void act('attest'); });
  const byOtherWay = isHereOnly && isPresenceNeeded(problem);
  const step = useStepInstead(byOtherWay ? undefined : problem, asked.ask);
  if (step) return step;
  if (byOtherWay) return <OtherWays order={order} proving={proving} />;
  if (done) return <EmptyState icon="done" title={VERIFY.doneTitle} text={VERIFY.done(order.institutionName)} action={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} />;
  return brought && !problem ? <Skeleton /> : <Prove order={order} proving={proving} />;
}

/** Proved, declined or over before: not offered again. Who declined did not prove anything. */
function Ended({ ended, ask }: Pick<Asked, 'ask'> & { readonly ended: (typeof VERIFICATION_ENDED)[keyof typeof VERIFICATION_ENDED] }) {
  return (
    <View>
      <EmptyState icon={ended.icon} title={VERIFY.endedTitle} text={ended.text} action={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} />
      {ask.wayOut}
    </View>
  );
}

function Proving(asked: Asked) {
  const order = useRead(readVerificationRoute, { orderId: asked.orderId });
  const whom = useMember(order.state === 'ready' ? order.value : undefined);
  return (
    <Answered reading={order} ask={asked.ask} words={VERIFICATION_REFUSALS}>
      {(value) => {
        if (value.state !== 'open') return <Ended ended={VERIFICATION_ENDED[value.state]} ask={asked.ask} />;
        return whom.state === 'loading' ? <Skeleton /> : <Offer asked={asked} order={{ ...value, member: whom.member }} />;
      }}
    </Answered>
  );
}

export default function VerifyPage() {
  const { order = '', verify_order_id } = useRouter().params;
  const orderId = decoded(order);
  const here = address.verify(orderId, verify_order_id);
  return <AskedPage kind="verification" code={orderId} here={here} words={VERIFY}>{(ask) => <Proving orderId={orderId} attested={verify_order_id} ask={ask} />}</AskedPage>;
}
