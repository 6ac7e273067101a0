/** Has the browser ask before the page is closed or loaded anew while something is not saved. */
export declare function useUnsaved(isUnsaved: boolean): void;
