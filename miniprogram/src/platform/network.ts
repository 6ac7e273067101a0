/** Whether this device has a network now. */
export declare function isOnline(): Promise<boolean>;

/** Calls back at every change; returns the way to stop. */
export declare function onNetworkChange(listener: (online: boolean) => void): () => void;
