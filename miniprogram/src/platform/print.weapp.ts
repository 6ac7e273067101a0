export const canPrint = false;

export function printPage(): void {
  // The mini-program has no printer; the page offers the image to keep instead.
}
