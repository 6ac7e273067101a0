export function webAddress(page: string): string {
  return `${location.origin}${location.pathname}#${page}`;
}
