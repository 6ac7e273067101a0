import type { DialogFocus } from './dialog-focus';

export function useDialogFocus(_dialog: DialogFocus): void {
  // Screen readers on phones follow aria-modal.
}
