/**
 * What is shown where a person must recognise a name or number and nobody else should read it. The convention is that of
 * hospital screens and bank slips: 张*, 张*三, first and last character kept; numbers of 18 characters 6 + 8 stars + 4.
 */

/** Keeps `head` and `tail` characters; everything between becomes as many stars. */
function starred(text: string, head: number, tail: number): string {
  const characters = [...text];
  const stars = '*'.repeat(Math.max(0, characters.length - head - tail));
  return characters.slice(0, head).join('') + stars + (tail > 0 ? characters.slice(-tail).join('') : '');
}

/** 张* · 张*三 · 欧**华 · 阿******提; a single character is hidden whole. */
export function maskName(name: string): string {
  const length = [...name].length;
  if (length < 2) return '*'.repeat(length);
  return length === 2 ? starred(name, 1, 0) : starred(name, 1, 1);
}

/** A quarter at either end, so that at least half is hidden and short numbers show nothing. */
function maskShort(number: string): string {
  const shown = Math.min(4, Math.floor([...number].length / 4));
  return starred(number, shown, shown);
}

/** 419099********0014; a newborn's number keeps its order of birth: 419099********0014-1. */
export function maskNumber(number: string): string {
  const newborn = /^(.+)(-[1-9])$/.exec(number);
  if (newborn) return maskNumber(newborn[1] ?? '') + (newborn[2] ?? '');
  return number.length === 18 ? starred(number, 6, 4) : maskShort(number);
}

/** 199****0001; other numbers keep a quarter at either end. */
export function maskPhone(phone: string): string {
  return /^\d{11}$/.test(phone) ? starred(phone, 3, 4) : maskShort(phone);
}
