/** Files for people who work at a PC: saved where their browser keeps downloads. Only H5 has pages that need it. */

/** A word for the type of file, such as `text/csv`; UTF-8. False when the browser would not. */
export declare function keepText(name: string, type: string, text: string): boolean;

export type Captioned = {
  /** A square picture as a data URL, pixels that must stay sharp. */
  readonly picture: string;
  /** Above and under it, black on white; a long line is broken. */
  readonly above: string;
  readonly under: string;
};

/** As one PNG for a printer. False when it could not be drawn. */
export declare function keepPicture(name: string, captioned: Captioned): Promise<boolean>;
