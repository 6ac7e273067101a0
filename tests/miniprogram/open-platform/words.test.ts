/** What a resident reads when an institution's request does not go on. */
import { APPLY, CONSOLE_REFUSALS, POSTERS, SETTINGS } from '../../../miniprogram/src/open-platform/console.copy';
import { FILING_REFUSALS } from '../../../miniprogram/src/open-platform/filing.copy';
import { KIOSK_REFUSALS } from '../../../miniprogram/src/open-platform/kiosk.copy';
import { VERIFICATION_REFUSALS } from '../../../miniprogram/src/open-platform/verification.copy';

it.each(Object.entries({ ...VERIFICATION_REFUSALS, ...FILING_REFUSALS, ...KIOSK_REFUSALS, ...CONSOLE_REFUSALS }))('says of %s what to do next, in whole sentences', (_code, words) => {
  expect(words).toMatch(/^\p{Script=Han}.*。$/u);
  expect(words.split(/[。，]/).length).toBeGreaterThan(2);
});

it.each(Object.entries({ ...SETTINGS.hostProblems, ...SETTINGS.callbackProblems, ...SETTINGS.campusProblems, ...POSTERS.problems, ...APPLY.fill }))('says of a form\'s %s how to put it right', (_problem, words) => {
  expect(words).toMatch(/(请|不用).*。$/u);
});
