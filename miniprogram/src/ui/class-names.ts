/** `names('card', open && 'card--open')` → `card card--open`. */
export function names(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
