/**
 * AWS Lambda in front of the same parts as everywhere: HTTP, streams, queues, schedules. One line in a porch for each function.
 * Only a start that fails is thrown as it is: it says what the environment lacks, and knows nobody yet.
 */
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { foundationsFromEnvironment, type Tools } from '../aws/foundations-from-environment';
import type { Foundations } from '../foundations';
import { atStart, warmed, type HttpHandler } from './at-start';
import type { BoundRoute } from './binding';
import { guarded } from './guarded';
import { makeHttpApp } from './http';

/** The HTTP function of a slice: its bound routes as one app. */
export function lambdaHttp(routesOn: (f: Foundations) => readonly BoundRoute[], tools?: Tools): HttpHandler {
  return lambdaApp((f) => makeHttpApp(f.http, routesOn(f)), tools);
}

/** The HTTP function of a slice that brings its own Hono app (a partner's envelope). */
export function lambdaApp(appOn: (f: Foundations) => Hono, tools?: Tools): HttpHandler {
  const ready = atStart(async () => {
    const f = await foundationsFromEnvironment(tools);
    return guarded(f, 'http.failed', await warmed(appOn(f)));
  });
  return async (event, context) => (await ready())(event, context);
}

/** A function that operators invoke by hand; an order that is not understood changes nothing. */
export function lambdaOrder<S extends z.ZodMiniType>(schema: S, workOn: (f: Foundations) => (order: z.infer<S>) => Promise<void>): (order: unknown) => Promise<void> {
  return lambdaBatch((f) => {
    const work = workOn(f);
    return async (order: unknown) => work(z.parse(schema, order));
  });
}

/** A function for a stream, a queue or a schedule. */
export function lambdaBatch<Event, Answer>(workOn: (f: Foundations) => (event: Event) => Promise<Answer>, tools?: Tools): (event: Event) => Promise<Answer> {
  const ready = atStart(async () => {
    const f = await foundationsFromEnvironment(tools);
    return guarded(f, 'job.failed', workOn(f));
  });
  return async (event) => (await ready())(event);
}
