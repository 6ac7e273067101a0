/** The pages that keep files are not in the mini-program. */
export function keepText(): boolean {
  return false;
}

export async function keepPicture(): Promise<boolean> {
  return false;
}
