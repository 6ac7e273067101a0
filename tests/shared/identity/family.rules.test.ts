import fc from 'fast-check';
import { addDays } from '../../../shared/kernel/china-day';
import type { DocumentType } from '../../../shared/kernel/documents';
import {
  actingOn, agreed, agreeing, awaitsConsent, birthdayOf, changesOn, ended, groundOn, guardianDecides, isUnder14, memberMayEnd, proved, type Link,
} from '../../../shared/identity/family.rules';

const AT = '2026-03-10T09:00:00.000+08:00';
const child: Link = { kind: 'child', checked: true, consentNeeded: false };
const adult: Link = { kind: 'adult', checked: true, consentNeeded: true };
const ALL = ['privacy', 'sensitive', 'face', 'child'] as const;

describe('guardianship', () => {
  it('is a guardian\'s until the day before the 14th birthday, a teenager\'s guardian\'s until the day before the 18th', () => {
    const on = (day: string) => groundOn(child, '2012-05-01', day);
    expect([on('2026-04-30'), on('2026-05-01'), on('2030-04-30'), on('2030-05-01')]).toEqual(['guardian', 'guardian-of-teen', 'guardian-of-teen', 'ended']);
  });

  it('decides for whoever is under 14, or shows a document that only children have', () => {
    const decides = (type: DocumentType, birthday?: string) => guardianDecides({ type, birthday }, '2026-05-01');
    expect([decides('01', '2012-05-02'), decides('01', '2012-05-01'), decides('03', '2020-01-01'), decides('03')]).toEqual([true, false, true, false]);
    expect([decides('08', '2005-01-01'), decides('16', '2026-04-01'), decides('16')]).toEqual([true, true, true]);
    expect(isUnder14(undefined, '2026-05-01')).toBe(false);
  });

  it('treats a birthday on 29 February as 1 March in a common year', () => {
    expect(birthdayOf('2012-02-29', 14)).toBe('2026-03-01');
    expect(birthdayOf('2012-02-29', 18)).toBe('2030-03-01');
    expect(birthdayOf('2012-02-29', 16)).toBe('2028-02-29');
    expect([groundOn(child, '2012-02-29', '2026-02-28'), groundOn(child, '2012-02-29', '2026-03-01')]).toEqual(['guardian', 'guardian-of-teen']);
  });

  it('changes its ground exactly on the days it announces', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 6_700 }), fc.integer({ min: 0, max: 6_700 }), (born, later) => {
      const birthday = addDays('2008-01-01', born);
      const today = addDays(birthday, later);
      const day = changesOn(child, birthday, today);
      if (day === undefined) return groundOn(child, birthday, today) === 'ended';
      const before = groundOn(child, birthday, addDays(day, -1));
      return groundOn(child, birthday, today) === before && groundOn(child, birthday, day) !== before;
    }));
  });

  it('says nothing of a child whose birthday is not known', () => {
    expect(groundOn(child, undefined, '2026-03-10')).toBe('waiting');
  });
});

describe('acting for an adult', () => {
  it('waits for consent, holds from then on, and is over when either side ends it', () => {
    expect(groundOn(adult, undefined, '2026-03-10')).toBe('waiting');
    const consented = agreed(adult, AT);
    expect(groundOn(consented, undefined, '2026-03-10')).toBe('delegate');
    expect(groundOn(ended(consented, AT), undefined, '2026-03-10')).toBe('ended');
  });
});

describe('what a member says yes to themselves', () => {
  const TODAY = '2026-03-10';
  it('is being acted for, while that waits for their word, and their face being taken', () => {
    expect(agreeing(adult, undefined, TODAY)).toEqual(['acting', 'face']);
    expect(agreeing(agreed(adult, AT), undefined, TODAY)).toEqual(['face']);
  });

  it('is for a child under 14 the guardian\'s to say, and from the 14th birthday on their own', () => {
    expect(agreeing(child, '2012-03-11', TODAY)).toEqual([]);
    expect(agreeing(child, '2012-03-10', TODAY)).toEqual(['face']);
    expect(agreeing({ ...child, consentNeeded: true }, '2011-01-01', TODAY)).toEqual(['acting', 'face']);
  });
});

type Act = 'prove' | 'agree' | 'end';
const links = fc.record({
  kind: fc.constantFrom('child' as const, 'adult' as const), checked: fc.boolean(), consentNeeded: fc.boolean(),
}).map((link): Link => (link.kind === 'adult' ? { ...link, consentNeeded: true } : link));

describe('whatever happens to a link', () => {
  const moves: Readonly<Record<Act, (link: Link) => Link>> = { prove: proved, agree: (link) => agreed(link, AT), end: (link) => ended(link, AT) };
  const play = (link: Link, acts: readonly Act[]) => acts.reduce((now, act) => moves[act](now), link);

  it('nobody acts for an adult who never said yes, however often they proved to be there', () => {
    fc.assert(fc.property(links, fc.array(fc.constantFrom<Act>('prove', 'end')), (link, acts) => {
      if (link.kind !== 'adult') return true;
      const ground = groundOn(play(link, acts), undefined, '2026-03-10');
      return ground === 'waiting' || ground === 'ended';
    }));
  });

  it('what has ended stays ended', () => {
    fc.assert(fc.property(links, fc.array(fc.constantFrom<Act>('prove', 'agree', 'end')), (link, acts) => {
      const after = play(ended(link, AT), acts);
      return groundOn(after, '2015-01-01', '2026-03-10') === 'ended' && !awaitsConsent(after);
    }));
  });

  it('an unchecked document opens nothing before a proof of presence', () => {
    expect(groundOn({ ...child, checked: false }, '2020-01-01', '2026-03-10')).toBe('waiting');
    expect(groundOn(proved({ ...child, checked: false }), '2020-01-01', '2026-03-10')).toBe('guardian');
  });
});

describe('consents of the account', () => {
  it('carry every ground: without privacy or sensitive nothing may be done', () => {
    for (const ground of ['guardian', 'guardian-of-teen', 'delegate'] as const) {
      expect(actingOn(ground, ALL)).toBe(ground);
      expect(actingOn(ground, ['privacy', 'child'])).toBeUndefined();
      expect(actingOn(ground, ['sensitive', 'child'])).toBeUndefined();
    }
  });

  it('of a child under 14 need the guardian\'s own one', () => {
    expect(actingOn('guardian', ['privacy', 'sensitive'])).toBeUndefined();
    expect(actingOn('guardian-of-teen', ['privacy', 'sensitive'])).toBe('guardian-of-teen');
  });

  it('never revive what waits or has ended', () => {
    expect([actingOn('waiting', ALL), actingOn('ended', ALL)]).toEqual([undefined, undefined]);
  });
});

it('lets the person end what is done in their name, except a child under 14', () => {
  expect((['guardian', 'guardian-of-teen', 'delegate', 'waiting', 'ended'] as const).filter(memberMayEnd)).toEqual(['guardian-of-teen', 'delegate', 'waiting']);
});
