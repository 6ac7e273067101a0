/** Where the keyboard is once what it was on has gone; phones have none. */

/** Into an element, on the control at this place of it (or its last), or on itself when it has none. */
export declare function focusIn(id: string, place?: number): void;
