/** Which of very many keys were met: eight bytes each, so that a million fit into 32 MB. */

export type SeenKeys = {
  /** `key`: 16 hex digits. True when it was met before. */
  add(key: string): boolean;
};

const FIRST_SIZE = 1 << 15;
/** Stands for an empty place; the one key that is 0 is kept as 1. */
const EMPTY = 0n;

export function seenKeys(): SeenKeys {
  let places = new BigUint64Array(FIRST_SIZE);
  let count = 0;

  /** Where the key is, or the empty place where it belongs. */
  function placeOf(key: bigint, table: BigUint64Array): number {
    const mask = table.length - 1;
    let at = Number(key & BigInt(mask));
    while (table[at] !== EMPTY && table[at] !== key) at = (at + 1) & mask;
    return at;
  }

  function grow(): void {
    const larger = new BigUint64Array(places.length * 2);
    for (const key of places) if (key !== EMPTY) larger[placeOf(key, larger)] = key;
    places = larger;
  }

  return {
    add(written) {
      const key = BigInt(`0x${written}`) || 1n;
      const at = placeOf(key, places);
      if (places[at] === key) return true;
      places[at] = key;
      count += 1;
      if (count * 2 > places.length) grow();
      return false;
    },
  };
}
