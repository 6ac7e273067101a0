/** 服务台办卡: loss, restoring and reissuing for the person who stands there; who has no phone has no other way. */
import * as z from 'zod/mini';
import { defineRoute } from '../kernel/route';
import { ConsentProof, PersonInput, personRefusals } from './assisted.routes';
import { authorityRefusals, cardUnknown } from './card.routes';
import type { CardMove } from './card.rules';
import { CardState, PrintableCard } from './card.schema';

export const CounterMove = z.enum(['report-loss', 'restore', 'reissue']) satisfies z.ZodMiniType<CardMove>;
export type CounterMove = z.infer<typeof CounterMove>;

const BODY_MAX = 1_500_000;

/** The person is there with the original document: that is presence. What gives the card back is signed for, of a child by its guardian; a loss is not hindered. */
export const moveAtCounterRoute = defineRoute({
  method: 'POST', path: '/v1/staff/card-moves', summary: 'Report lost, restore or reissue the card of the person in front of you', callers: ['staff'],
  input: z.object({
    ...PersonInput.shape,
    move: CounterMove,
    documentSeen: z.literal(true),
    proof: z.optional(ConsentProof),
  }),
  /** `card`: to print, where the card can be used again. */
  output: z.object({ maskedName: z.string(), maskedNumber: z.string(), state: CardState, card: z.optional(PrintableCard) }),
  refusals: {
    ...authorityRefusals, ...cardUnknown, ...personRefusals,
    'card/move-not-allowed': 409,
    /** Restoring and reissuing are signed for. */
    'assisted/proof-missing': 422, 'assisted/proof-not-an-image': 422,
    /** A clerk gives no card of their own package back: a colleague does. */
    'assisted/own-card': 403,
    'caller/not-allowed': 403,
  },
  maxBodyBytes: BODY_MAX,
});
export type MovedAtCounter = z.infer<(typeof moveAtCounterRoute)['output']>;
