const REACHABLE = '[tabindex="0"], input, textarea, a[href]';
/** Taro's web components render after React: what is focused exists a frame later. */
const RENDERED_MS = 50;

export function focusIn(id: string, place = 0): void {
  setTimeout(() => {
    const element = document.getElementById(id);
    const controls = [...(element?.querySelectorAll<HTMLElement>(REACHABLE) ?? [])];
    const control = controls[Math.min(place, controls.length - 1)] ?? element;
    if (control === element) element?.setAttribute('tabindex', '-1');
    control?.focus();
  }, RENDERED_MS);
}
