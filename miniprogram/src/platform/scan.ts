/** Reading a code with the camera. */
export declare const canScan: boolean;

/** The text of the code; undefined when the person turned back. */
export declare function scan(): Promise<string | undefined>;
