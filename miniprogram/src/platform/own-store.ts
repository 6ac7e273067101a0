/**
 * What belongs to the signed-in person and must survive a restart: the session, and what works without network. Cleared together at
 * sign-out. The mini-program's storage; on H5 this tab only, so that a shared PC forgets it with the tab.
 */
export type OwnStore = { read(): unknown; write(value: unknown): void; clear(): void };

export declare function ownStore(name: string): OwnStore;

/** Everything of the person on this device, but what goes by the name of `except`. */
export declare function forgetOwn(except?: string): void;
