/**
 * Opens another institution's page or mini-program (`mini-program:wx…?x=y`). `gone`: it opens; `copied`: the mini-program opens no foreign
 * web page, so its address is in the clipboard; `not-here`: this device cannot.
 */
export type Visited = 'gone' | 'copied' | 'not-here';

export declare function visit(address: string): Promise<Visited>;
