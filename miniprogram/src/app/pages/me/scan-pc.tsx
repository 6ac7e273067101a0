import { View } from '@tarojs/components';
import { useState } from 'react';
import { canScan, scan } from '../../../platform/scan';
import { ListRow } from '../../../ui/app-card';
import { Notice } from '../../../ui/status-tag';
import { ME } from '../../app.copy';
import { address, open } from '../../routes';

/** The code on the PC page is an address that ends with the ticket: `…/s/<ticket>`. */
function ticketIn(text: string): string | undefined {
  return /^https?:\/\/[^/?#]+\/s\/([\w-]+)$/.exec(text)?.[1];
}

/** Where there is a scanner: sign in on a PC by scanning its code. */
export function ScanPc() {
  const [wrong, setWrong] = useState(false);
  if (!canScan) return null;
  async function read() {
    const text = await scan();
    if (text === undefined) return;
    const ticketId = ticketIn(text);
    setWrong(ticketId === undefined);
    if (ticketId !== undefined) open(address.pcSignIn(ticketId));
  }
  return (
    <View>
      <ListRow icon="scan" title={ME.scanPc} onPress={() => { void read(); }} />
      {wrong ? <Notice tone="warn">{ME.notCode}</Notice> : null}
    </View>
  );
}
