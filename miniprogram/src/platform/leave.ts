/**
 * Leaves for a partner's page, or back to the mini-program one came from, with what the address says. False when this page stays to be
 * seen: then it says what to do.
 */
export declare function leaveFor(address: string): boolean;

/** Whether an institution's page can be opened from here. */
export declare function canLeaveFor(address: string): boolean;

/** The mini-program one came from, as the address that leads back to it; undefined when one came from nowhere. */
export declare function cameFromMiniProgram(): string | undefined;
