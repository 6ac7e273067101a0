/** On H5 the code of a page comes when the page is first opened; in the mini-program WeChat has brought it before. */

/** Resolves when the first page stands. Whoever moves on before leaves an empty screen. */
export declare function firstPage(): Promise<void>;

/** Brings the code of these pages (addresses) when the device has nothing else to do, so that they open without network too. */
export declare function fetchBeforehand(pages: readonly string[]): void;

/** Calls back with true when the code of a page did not come, with false when another page is opened; returns the way to stop. */
export declare function onMissingPage(listener: (missing: boolean) => void): () => void;

/** Opens the page of the address anew when the platform can be reached; false when it cannot. */
export declare function openAgain(): Promise<boolean>;
