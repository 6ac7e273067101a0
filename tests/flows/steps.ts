/** How a walk over the routes is told. */
import type { Phone } from '../rig/phone';

export type Asking = { readonly phone: Phone; readonly input: Record<string, unknown> };
/** By the name of the route, in order. A step may be taken again and prepares anew what an answer uses up. */
export type Steps = Readonly<Record<string, () => Asking | Promise<Asking>>>;
