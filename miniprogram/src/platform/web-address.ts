/** An address of this app as a link that opens outside it, in WeChat or a browser. */
export declare function webAddress(page: string): string;
