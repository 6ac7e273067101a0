import { useEffect, useRef } from 'react';
import type { DialogFocus } from './dialog-focus';

const REACHABLE = '[tabindex="0"], input, textarea, a[href]';

function reachableIn(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>(REACHABLE)].filter((element) => element.offsetParent !== null || element.getClientRects().length > 0);
}

function keepTabInside(dialog: HTMLElement, event: KeyboardEvent) {
  const all = reachableIn(dialog);
  const first = all[0];
  const last = all[all.length - 1];
  if (!first || !last) return;
  const leaving = event.shiftKey ? first : last;
  if (document.activeElement !== leaving && dialog.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

export function useDialogFocus({ id, open, onClose }: DialogFocus): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    // Taro's web components render after React: the first control exists one frame later.
    const timer = setTimeout(() => { document.getElementById(id)?.focus(); }, 50);
    function onKey(event: KeyboardEvent) {
      const dialog = document.getElementById(id);
      if (event.key === 'Escape') close.current();
      if (event.key === 'Tab' && dialog) keepTabInside(dialog, event);
    }
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [id, open]);
}
