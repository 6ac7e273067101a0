/** Leaves for a partner's page, or back to the mini-program one came from, with what the address says. */
export declare function leaveFor(address: string): void;

/** The mini-program one came from, as the address that leads back to it; undefined when one came from nowhere. */
export declare function cameFromMiniProgram(): string | undefined;
