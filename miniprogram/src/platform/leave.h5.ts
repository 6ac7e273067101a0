export function leaveFor(address: string): void {
  // Back does not lead to a page whose code was used.
  location.replace(address);
}

export function cameFromMiniProgram(): string | undefined {
  return undefined;
}
