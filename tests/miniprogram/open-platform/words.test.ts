/** What a resident reads when an institution's request does not go on. */
import { FILING_REFUSALS } from '../../../miniprogram/src/open-platform/filing.copy';
import { KIOSK_REFUSALS } from '../../../miniprogram/src/open-platform/kiosk.copy';
import { VERIFICATION_REFUSALS } from '../../../miniprogram/src/open-platform/verification.copy';

it.each(Object.entries({ ...VERIFICATION_REFUSALS, ...FILING_REFUSALS, ...KIOSK_REFUSALS }))('says of %s what to do next, in whole sentences', (_code, words) => {
  expect(words).toMatch(/^\p{Script=Han}.*。$/u);
  expect(words.split(/[。，]/).length).toBeGreaterThan(2);
});
