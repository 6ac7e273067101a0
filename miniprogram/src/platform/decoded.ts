/**
 * A parameter of a page's address as it was meant. Links are written by others: one that is not escaped well, such as with a bare `%`,
 * is taken as it stands, and whoever reads it says what is wrong with it.
 */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
