/**
 * Older Windows and hospital systems keep 80 characters of GBK (rows FE50-FEA0) in the private use area U+E815-U+E864,
 * where nothing else can read them; 䶮 as in 刘䶮 is the best known. Their place in Unicode since GB 18030-2005, in order.
 */
export const GBK_PRIVATE_FIRST = 0xe815;

/** Beyond the base plane: six of the characters need two code units, hence the list rather than one string. */
export const GBK_PRIVATE_IDEOGRAPHS: readonly string[] = [
  ...'⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
];
