/** A log that keeps its lines: what was said can be asked, and nothing is printed. */
import { describeFault, type Fault } from '../../functions/platform/observe/fault';
import type { LogCode } from '../../functions/platform/observe/log-codes';
import type { Log, LogFields } from '../../functions/platform/observe/log';

export type RecordedLine = LogFields & { readonly at: LogCode; readonly fault?: Fault };

export function recordingLog(): Log & { readonly lines: RecordedLine[] } {
  const lines: RecordedLine[] = [];
  const over = (carried: LogFields): Log => ({
    event(at, fields) { lines.push({ at, ...carried, ...fields }); },
    error(at, error, fields) { lines.push({ at, ...carried, ...fields, fault: describeFault(error) }); },
    child: (fields) => over({ ...carried, ...fields }),
  });
  return { ...over({}), lines };
}
