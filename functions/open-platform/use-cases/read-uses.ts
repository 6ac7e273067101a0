/** 用卡: how often cards were used at an app's hospitals, whoever told of it. */
import { addDays, chinaDayOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { readUsesRoute } from '../../../shared/open-platform/console.routes';
import type { ConsoleAccess, UseReports } from '../open-platform.ports';

export type ReadUsesDeps = { readonly access: Pick<ConsoleAccess, 'ownApp'>; readonly uses: Pick<UseReports, 'counts'>; readonly now: () => number };
export type ReadUses = (input: InputOf<typeof readUsesRoute>, caller: Staff) => Answer<typeof readUsesRoute>;

export function makeReadUses({ access, uses, now }: ReadUsesDeps): ReadUses {
  return async function readUses({ appId, days }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const last = chinaDayOf(now());
    const found = await Promise.all(app.value.hospitals.map(({ hospitalId }) => uses.counts(hospitalId, { first: addDays(last, 1 - days), last })));
    return ok({ items: found.flat() });
  };
}
