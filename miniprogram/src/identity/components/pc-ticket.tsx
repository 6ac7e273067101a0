import { View } from '@tarojs/components';
import { openPcTicketRoute } from '@shared/identity/sign-in.routes';
import type { OutputOf } from '@shared/kernel/route';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../platform/api';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { QrImage } from '../../ui/qr-image';
import { ErrorState, Skeleton } from '../../ui/states';
import { refusalText } from '../../ui/words';
import { readPcTicket, signInWithTicket } from '../identity.client';
import { PC_REFUSALS, SIGN_IN } from '../sign-in.copy';

/** Often enough to feel prompt, seldom enough for thousands of open pages. */
const ASK_EVERY_MS = 2_000;

type Ticket = OutputOf<typeof openPcTicketRoute>;
type Progress = 'waiting' | 'scanned' | 'refused' | 'expired';

const PROGRESS: Record<Progress, string> = { waiting: SIGN_IN.waiting, scanned: SIGN_IN.scanned, refused: SIGN_IN.refused, expired: SIGN_IN.expired };

/** Opens a ticket at once, and another when asked. */
function useTicket() {
  const [ticket, setTicket] = useState<Ticket>();
  const [problem, setProblem] = useState<string>();
  const renew = useCallback(async () => {
    setTicket(undefined);
    setProblem(undefined);
    const result = await call(openPcTicketRoute, {});
    if (result.ok) setTicket(result.value);
    else setProblem(refusalText(PC_REFUSALS, result.refusal));
  }, []);
  useEffect(() => { void renew(); }, [renew]);
  return { ticket, problem, renew };
}

/** Asks how far the ticket is until it ended; signs in when it was approved. */
function useProgress(ticket: Ticket, onSignedIn: () => void): Progress {
  const [progress, setProgress] = useState<Progress>('waiting');
  const over = progress === 'refused' || progress === 'expired';
  useEffect(() => {
    if (over) return undefined;
    const timer = setInterval(() => { void ask(); }, ASK_EVERY_MS);
    async function ask() {
      const { ticketId, pollSecret } = ticket;
      const read = await readPcTicket({ ticketId, pollSecret });
      if (!read.ok) {
        if (read.refusal.code === 'sign-in/ticket-unknown') setProgress('expired');
        return;
      }
      const { state } = read.value;
      if (state !== 'approved') {
        setProgress(state === 'used' ? 'expired' : state);
        return;
      }
      clearInterval(timer);
      const signedIn = await signInWithTicket({ ticketId, pollSecret });
      if (signedIn.ok) onSignedIn();
      else setProgress('expired');
    }
    return () => { clearInterval(timer); };
  }, [ticket, over, onSignedIn]);
  return progress;
}

function Code({ ticket, onSignedIn, onRenew }: { readonly ticket: Ticket; readonly onSignedIn: () => void; readonly onRenew: () => void }) {
  const progress = useProgress(ticket, onSignedIn);
  const over = progress === 'refused' || progress === 'expired';
  return (
    <View className="pc-ticket">
      {over ? null : <QrImage text={ticket.scanText} label={SIGN_IN.scanLabel} />}
      <View className="pc-ticket__progress" {...accessible({ role: 'status' })}>{PROGRESS[progress]}</View>
      {over ? <AppButton icon="refresh" onPress={onRenew}>{SIGN_IN.newCode}</AppButton> : null}
    </View>
  );
}

/** The code a PC shows and a phone scans. */
export function PcTicket({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { ticket, problem, renew } = useTicket();
  const again = () => { void renew(); };
  return (
    <AppCard title={SIGN_IN.scanTitle}>
      <View>{SIGN_IN.scanText}</View>
      {problem === undefined ? null : <ErrorState text={problem} again={again} />}
      {ticket ? <Code key={ticket.ticketId} ticket={ticket} onSignedIn={onSignedIn} onRenew={again} /> : problem === undefined ? <Skeleton rows={5} /> : null}
    </AppCard>
  );
}
