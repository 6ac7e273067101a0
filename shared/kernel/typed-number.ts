/** What people, spreadsheets and keyboards do to a document number, undone. */

/** Letters of other alphabets that look like Latin capitals, position by position. */
const CYRILLIC_AND_GREEK = 'АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const LATIN = 'ABESIJKMHOPCTYXABEZHIKMNOPTYX';
const LOOK_ALIKES = new RegExp(`[${CYRILLIC_AND_GREEK}]`, 'g');

/** Multiplication signs and crosses are typed for X. */
const CROSSES = /[\u00d7\u2715\u2716\u2573\u2a2f]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Blanks of every width and invisible marks that come along with copied text. */
const BLANKS = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]/g;
/** A quote keeps a spreadsheet from turning the number into 4.1E+17; `="…"` does the same in a CSV file. */
const SPREADSHEET_QUOTES = /^[=\s]*['"`\u00b4\u2018\u2019\u201c\u201d\uff02\uff07]+|['"\u2019\u201d\uff02\uff07]+\s*$/g;

/** Of this build a number has only digits and, last, perhaps an X: letters that look like digits were digits. */
const NUMBERED = /^[\dOIL]{17}[\dOILX](-[\dIL])?$|^[\dOIL]{15}(-[\dIL])?$/;
/** With fewer it may be a word, or another document's number. */
const DIGITS_MIN = 9;

function digitsOf(text: string): string {
  return text.replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** A number in half-width capitals without blanks, quotes and look-alike letters. Checks nothing. */
export function cleanNumber(raw: string): string {
  const cleaned = raw
    .trim()
    .replace(SPREADSHEET_QUOTES, '')
    .normalize('NFKC')
    .replace(BLANKS, '')
    .replace(DASHES, '-')
    .toUpperCase()
    .replace(CROSSES, 'X')
    .replace(LOOK_ALIKES, (letter) => LATIN.charAt(CYRILLIC_AND_GREEK.indexOf(letter)));
  return NUMBERED.test(cleaned) && cleaned.replace(/\D/g, '').length >= DIGITS_MIN ? digitsOf(cleaned) : cleaned;
}
