import type { ReservedAsset } from '#core/asset/asset-repository.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { ConsultCase, SessionPlan } from './case.ts'
import type { Names } from './names-of-cases.ts'
import { namesOfCases } from './names-of-cases.ts'
import type { Slot } from './session-conflicts.ts'
import type { ReadPorts } from './view-my-work.ts'

/** A case with its appointment. */
export type BookedCase = Extract<ConsultCase, { readonly session: SessionPlan }>

export interface Schedule {
  /** Earliest first. */
  readonly sessions: readonly BookedCase[]
  readonly names: Names
  /** The rooms and equipment that they have, at either hospital. */
  readonly reserved: readonly ReservedAsset[]
  /** How many more there are than were read. */
  readonly leftOut: number
}

/** The cases that have an appointment, earliest first. */
export const bookedOf = (cases: readonly ConsultCase[]): readonly BookedCase[] =>
  cases.filter(isBooked).toSorted((a, b) => a.session.startsAt.getTime() - b.session.startsAt.getTime())

const isBooked = (one: ConsultCase): one is BookedCase => 'session' in one

/** No week of one hospital holds more that could be looked over; of a fuller stretch some are left out, which is said. */
const mostOfWeek = 300

/** The sessions of a stretch of time: the actor's own, or all that the actor may see. */
export const makeViewSchedule =
  (ports: ReadPorts) =>
  (actor: Actor, input: { readonly window: Slot; readonly mine: boolean; readonly most?: number }): Promise<Schedule> =>
    ports.read(actor, async ({ assets, cases, directory }) => {
      const found = await cases.list({ sessionWithin: input.window, ...(input.mine && { involving: actor.practitioner }), limit: input.most ?? mostOfWeek, offset: 0 })
      const sessions = bookedOf(found.cases)
      const [names, reserved] = await Promise.all([namesOfCases(directory, sessions), assets.ofCases(sessions.map(({ id }) => id))])
      return { sessions, leftOut: found.total - found.cases.length, names, reserved }
    })
