export const canScan = false;

/** A browser page has no scanner: the address in the code opens by the phone's own camera. */
export function scan(): Promise<string | undefined> {
  return Promise.resolve(undefined);
}
