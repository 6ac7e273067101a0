/** Keeps the screen on and bright while a code is shown; the returned function puts everything back. */
export declare function keepBright(): () => void;
