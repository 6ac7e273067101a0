export function useUnsaved(): void {
  // WeChat keeps a page while others are opened over it.
}
