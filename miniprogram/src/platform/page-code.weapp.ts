export function firstPage(): Promise<void> {
  return Promise.resolve();
}

export function fetchBeforehand(_pages: readonly string[]): void {
  // WeChat preloads by itself.
}

export function onMissingPage(_listener: (missing: boolean) => void): () => void {
  return () => undefined;
}

export function openAgain(): Promise<boolean> {
  return Promise.resolve(true);
}
