export function focusIn(): void {
  // WeChat's screen reader goes where the finger is.
}
