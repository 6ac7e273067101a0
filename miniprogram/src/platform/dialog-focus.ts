/** Keyboard focus of a dialog on H5. WeChat manages its own. */
export type DialogFocus = { readonly id: string; readonly open: boolean; readonly onClose: () => void };

/** While open: focus moves in, Tab stays in, Esc closes; afterwards focus returns to where it was. */
export declare function useDialogFocus(dialog: DialogFocus): void;
