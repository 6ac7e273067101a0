/** What is true of the inbox. */

/** More unread messages than this are shown as this many. */
export const UNREAD_SHOWN_MAX = 99;
