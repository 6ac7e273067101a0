export function leaveFor(address: string): void {
  // A page of a mini-program: the resident closes this page there.
  if (!/^https?:/.test(address)) return;
  // Back does not lead to a page whose code was used.
  location.replace(address);
}

export function cameFromMiniProgram(): string | undefined {
  return undefined;
}
