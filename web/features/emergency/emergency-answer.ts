import * as z from 'zod/mini'
import { specialtyCodes } from '#core/directory/directory.ts'
import { emergencyGates } from '#core/emergency/call.ts'
import { sexes } from '#core/record/patient.ts'

const person = z.object({ id: z.string(), name: z.string(), title: z.string() })

const callFacts = z.object({
  caseId: z.string(),
  caller: person,
  from: z.string(),
  specialty: z.enum(specialtyCodes),
  ageYears: z.nullable(z.int()),
  sex: z.enum(sexes),
  line: z.string(),
  callbackPhone: z.string(),
  pressedAt: z.iso.datetime(),
  held: z.nullable(z.object({ by: person, at: z.iso.datetime(), mine: z.boolean() })),
  exhausted: z.boolean(),
  ended: z.boolean(),
})
export type CallFacts = z.output<typeof callFacts>

const ringFacts = z.object({
  person,
  hospital: z.string(),
  rung: z.enum(['first', 'second', 'everyone', 'forwarded', 'wall']),
  /** Seconds after the press. */
  rungAfter: z.number(),
  seenAfter: z.nullable(z.number()),
  reply: z.nullable(z.object({ kind: z.enum(['accepted', 'declined', 'forwarded']), after: z.number(), note: z.string() })),
  /** How the person was told beside the ring, and what is known of it; seconds after the press. */
  told: z.array(z.object({ kind: z.enum(['pushed', 'pushShown', 'pushFailed', 'mailed', 'mailFailed']), after: z.number() })),
})
export type RingFacts = z.output<typeof ringFacts>

/** What rings before somebody, with the server's clock beside it. */
const incoming = z.object({
  now: z.iso.datetime(),
  items: z.array(z.object({ call: callFacts, rings: z.array(ringFacts), ownRing: z.boolean(), forwarded: z.boolean() })),
})
export type Incoming = z.output<typeof incoming>
export type IncomingItem = Incoming['items'][number]

/** What the caller's screen shows. */
const board = z.object({
  now: z.iso.datetime(),
  call: callFacts,
  rings: z.array(ringFacts),
  overrides: z.array(z.enum(emergencyGates)),
  firstRingAt: z.iso.datetime(),
  telephones: z.array(z.object({ hospital: z.string(), phone: z.string(), people: z.array(z.object({ name: z.string(), phone: z.string() })) })),
})
export type BoardFacts = z.output<typeof board>

const incomingAnswer = z.object({ ok: z.literal(true), value: incoming })
const boardAnswer = z.object({ ok: z.literal(true), value: board })

/** Reads what rings from the server's answer; throws where it is another. */
export const readIncomingAnswer = (json: unknown): Incoming => incomingAnswer.parse(json).value

/** Reads the caller's board from the server's answer; throws where it is another. */
export const readBoardAnswer = (json: unknown): BoardFacts => boardAnswer.parse(json).value
