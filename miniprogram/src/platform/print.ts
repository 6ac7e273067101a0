/** Paper, for people who like to hold it. Only H5 can print. */
export declare const canPrint: boolean;

export declare function printPage(): void;
