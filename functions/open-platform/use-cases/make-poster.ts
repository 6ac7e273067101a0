/** 海报: a link tagged by the institution and the village; what it led to is counted by the tag. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { addPosterRoute, linkPosterRoute, listPostersRoute } from '../../../shared/open-platform/console.routes';
import { POSTERS_MAX } from '../../../shared/open-platform/limits.rules';
import { isRegistered, readReturnAddress } from '../../../shared/open-platform/redirect';
import type { ConsoleAccess, Posters, RecordAudit, UrlLink } from '../open-platform.ports';
import { posterView } from '../open-platform.rules';

export type MakePosterDeps = { readonly access: Pick<ConsoleAccess, 'ownApp'>; readonly posters: Pick<Posters, 'add' | 'list'>; readonly recordAudit: RecordAudit; readonly baseUrl: string; readonly now: () => number };
export type AddPoster = (input: InputOf<typeof addPosterRoute>, caller: Staff) => Answer<typeof addPosterRoute>;
export type LinkPosterDeps = Pick<MakePosterDeps, 'access' | 'posters'> & { readonly urlLink: UrlLink };
export type LinkPoster = (input: InputOf<typeof linkPosterRoute>, caller: Staff) => Answer<typeof linkPosterRoute>;
export type ListPosters = (input: InputOf<typeof listPostersRoute>, caller: Staff) => Answer<typeof listPostersRoute>;

export function makeAddPoster({ access, posters, recordAudit, baseUrl, now }: MakePosterDeps): AddPoster {
  return async function addPoster({ appId, tag, place, page, returnTo }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const address = readReturnAddress(returnTo);
    if (!address || !isRegistered(address, app.value.redirectHosts)) return refuse('console/return-not-registered', { field: 'returnTo' });
    if ((await posters.list(appId)).length >= POSTERS_MAX) return refuse('console/too-many-posters');
    const { accountId, requestId, post: { institutionId } } = caller;
    await recordAudit({ subject: `institution#${institutionId}`, actor: accountId, action: 'console.add-poster', ground: 'post:institution-developer', requestId, institutionId });
    const poster = { tag, place, page, returnTo, madeAt: instantOf(now()) };
    if (!(await posters.add(appId, poster))) return refuse('console/tag-taken', { field: 'tag' });
    return ok(posterView({ ...poster, counts: {} }, baseUrl));
  };
}

export function makeListPosters({ access, posters, baseUrl }: MakePosterDeps): ListPosters {
  return async function listPosters({ appId }, caller) {
    const app = await access.ownApp(caller, appId);
    return app.ok ? ok({ items: (await posters.list(appId)).map((poster) => posterView(poster, baseUrl)) }) : app;
  };
}

const PAGE_PATHS = { 'card-list': '/open-platform/pages/card-list/index', 'user-code': '/open-platform/pages/user-code/index' } as const;
/** WeChat takes no longer query. */
const QUERY_MAX = 1_024;

export function makeLinkPoster({ access, posters, urlLink }: LinkPosterDeps): LinkPoster {
  return async function linkPoster({ appId, tag }, caller) {
    const app = await access.ownApp(caller, appId);
    if (!app.ok) return app;
    const poster = (await posters.list(appId)).find((one) => one.tag === tag);
    if (!poster) return refuse('console/poster-unknown');
    const query = `redirect_uri=${encodeURIComponent(poster.returnTo)}&from=${tag}`;
    if (query.length > QUERY_MAX) return refuse('console/return-too-long');
    const linked = await urlLink({ path: PAGE_PATHS[poster.page], query });
    return linked.ok ? ok({ urlLink: linked.value.link, expiresAt: instantOf(linked.value.expiresAt) }) : refuse('console/wechat-unavailable');
  };
}
