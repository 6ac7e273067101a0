/** 一次性授权码 (open platform 1.2): how long each lives, and the values that are no code. */

const HALF_AN_HOUR = 1_800;

/** Seconds. */
export const CODE_SECONDS = {
  wechat: HALF_AN_HOUR, health: HALF_AN_HOUR, auth: HALF_AN_HOUR, 'reg-info': HALF_AN_HOUR, 'verify-order': HALF_AN_HOUR, 'register-order': HALF_AN_HOUR,
  'wallet-order': HALF_AN_HOUR, patient: HALF_AN_HOUR, kiosk: 300, 'sign-on': 300, 'sign-on-ticket': 300,
} as const;
/** From the bind page's opening to the card. */
export const FILING_SECONDS = HALF_AN_HOUR;
/** Of the two newest `healthCode`s the older dies after so long. */
export const HEALTH_CODE_OVERLAP_SECONDS = 300;
/** The same institution repeating the same request within this time gets the same answer. */
export const CODE_REPEAT_SECONDS = 60;

/** Given back by the page instead of a `healthCode`. */
export const ADD_CARD = '0';
export const DECLINED = '-1';
