import { assistClaimRoute } from '../../shared/card/assisted.routes';
import { moveAtCounterRoute } from '../../shared/card/counter.routes';
import { openTown, type Town } from '../rig/open-town';
import { staffPhone } from '../rig/presence';
import { makeTerminal } from '../rig/terminal';

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('the signed form, photographed '.repeat(20))]).toString('base64');
const proof = { kind: 'fingerprint', imageBase64: PHOTO } as const;

let town: Town;
beforeAll(async () => { town = await openTown(); }, 60_000);
afterAll(() => town.end());

it('a woman without a phone loses her paper card, reports it at another place, and goes home with a new paper', async () => {
  const { name, idType, idNumber } = town.person('guo-fengying');
  const clerk = await staffPhone(town, 'wx-clerk-xu');
  const doctor = await staffPhone(town, 'wx-doctor-tian');
  const terminal = makeTerminal(town);
  const { card } = await clerk.must(assistClaimRoute, { name, idType, idNumber, documentSeen: true, proof });
  const there = { name, idType, idNumber, documentSeen: true } as const;
  expect((await doctor.must(moveAtCounterRoute, { ...there, move: 'report-loss' })).state).toBe('lost');
  expect(await terminal.scan(card.codeText)).toBe('EHC-3002');
  const reissued = await clerk.must(moveAtCounterRoute, { ...there, move: 'reissue', proof });
  expect(reissued.card?.name).toBe(name);
  expect(await terminal.scan(reissued.card?.codeText ?? '')).toBe('ok');
}, 60_000);
