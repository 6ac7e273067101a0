/** Reading and writing routes from pages, with loading, refusal and "try again" in one small shape each. */
import { environmentManager, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Refusal } from '@shared/kernel/result';
import type { OutputOf, Route } from '@shared/kernel/route';
import { call, session } from './api';
import type { CallRefusal, CallResult, InputFor } from './call';
import { forgetOwn, ownStore } from './own-store';

/** Carries a refusal through react-query, which knows only thrown errors. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export type Reading<R> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: OutputOf<R>; readonly stale: boolean }
  | { readonly state: 'refused'; readonly refusal: Refusal<CallRefusal<R>> };

export type Read<R> = Reading<R> & { readonly again: () => void };

const FRESH_MS = 20_000;

/** Asks whether or not the library believes in a network (WeChat has no `navigator.onLine`) or in a browser (nor `window`). */
export function makeQueryClient(): QueryClient {
  environmentManager.setIsServer(() => false);
  const always = { networkMode: 'always', retry: false } as const;
  return new QueryClient({
    defaultOptions: { queries: { ...always, staleTime: FRESH_MS, refetchOnWindowFocus: false, refetchOnReconnect: true }, mutations: always },
  });
}

function keyOf(route: Route, input?: unknown): readonly unknown[] {
  return input === undefined ? [route.path] : [route.path, input];
}

export type ReadOptions = {
  /** `false` waits, for instance until somebody is signed in. */
  readonly enabled?: boolean;
  /** Kept on this device under this name, to be shown without network. Parsed again when it is read. */
  readonly keptAs?: string;
};

function keptValue<R extends Route>(route: R, name: string | undefined): OutputOf<R> | undefined {
  const parsed = name === undefined ? undefined : route.output.safeParse(ownStore(name).read());
  return parsed?.success === true ? (parsed.data as OutputOf<R>) : undefined;
}

/**
 * The answer of a GET route, cached by route and input. `stale`: shown from an earlier answer because asking again failed.
 */
export function useRead<R extends Route>(route: R, input: InputFor<R>, { enabled = true, keptAs }: ReadOptions = {}): Read<R> {
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(route, input),
    enabled,
    initialData: () => (enabled ? keptValue(route, keptAs) : undefined),
    initialDataUpdatedAt: 0,
    queryFn: async () => {
      const result = await call(route, input);
      if (!result.ok) throw new Refused(result.refusal);
      if (keptAs !== undefined && session.current()) ownStore(keptAs).write(result.value);
      return result.value;
    },
  });
  const again = () => { void refetch(); };
  if (data !== undefined) return { state: 'ready', value: data as OutputOf<R>, stale: error !== null, again };
  if (error === null) return { state: 'loading', again };
  const refusal = error instanceof Refused ? error.refusal : { code: 'server/error' };
  return { state: 'refused', refusal: refusal as Refusal<CallRefusal<R>>, again };
}

export type Write<R> = {
  readonly busy: boolean;
  /** Trying the same input again after a network failure is safe: it keeps its idempotency key. */
  readonly send: (input: InputFor<R>) => Promise<CallResult<R>>;
};

/** A writing route. `changes`: the routes whose answers are no longer true after it; they are asked again. */
export function useWrite<R extends Route>(route: R, changes: readonly Route[] = []): Write<R> {
  const client = useQueryClient();
  const { isPending, mutateAsync } = useMutation({
    mutationFn: async (input: InputFor<R>) => {
      const result = await call(route, input);
      if (result.ok) await Promise.all(changes.map((changed) => client.invalidateQueries({ queryKey: keyOf(changed) })));
      return result;
    },
  });
  return { busy: isPending, send: mutateAsync };
}

/** Asks these routes again wherever their answers are shown; what is on its way already is enough. */
export function useAskAgain(routes: readonly Route[]): () => void {
  const client = useQueryClient();
  return () => {
    for (const route of routes) void client.invalidateQueries({ queryKey: keyOf(route) }, { cancelRefetch: false });
  };
}

/** Calls back after every write, of whichever page. */
export function useAfterWrites(act: () => void): void {
  const client = useQueryClient();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => client.getMutationCache().subscribe(({ type, mutation }) => {
    if (type === 'updated' && mutation.state.status === 'success') latest.current();
  }), [client]);
}

/** Forgets what works without network, and what was read of these routes: it may not be shown any more. The session stays. */
export function useForget(routes: readonly Route[]): () => void {
  const client = useQueryClient();
  return () => {
    forgetOwn('session');
    for (const route of routes) {
      for (const query of client.getQueryCache().findAll({ queryKey: keyOf(route) })) query.setState({ data: undefined });
      void client.invalidateQueries({ queryKey: keyOf(route) });
    }
  };
}
