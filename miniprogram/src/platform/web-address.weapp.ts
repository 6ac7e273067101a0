/** The web pages live at the platform's own address; WeChat opens them, or the mini-program by its link rule. */
export function webAddress(page: string): string {
  return `${process.env.API_BASE ?? ''}/#${page}`;
}
