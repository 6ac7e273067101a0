/** Built at the first call and kept for the life of the process. A build that fails is tried again by the next call. */
export function once<T>(build: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= build().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
