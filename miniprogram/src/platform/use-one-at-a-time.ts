import { useRef } from 'react';

/** A press while the last one is under way is ignored at once, before the screen could say that it is. */
export function useOneAtATime(act: () => Promise<void>): () => void {
  const running = useRef(false);
  async function run() {
    running.current = true;
    try {
      await act();
    } finally {
      running.current = false;
    }
  }
  return () => { if (!running.current) void run(); };
}
