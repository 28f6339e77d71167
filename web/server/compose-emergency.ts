import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { isReachable } from '#core/directory/duty.ts'
import type { Actor } from '#core/directory/actor.ts'
import {
  makeAskSwap, makeEndLeave, makePlanShifts, makeReadOnDuty, makeRemoveShift, makeSetOnDuty, makeSettleSwap, makeTakeLeave, makeViewRoster,
} from '#core/directory/keep-roster.ts'
import { makeListDepartments } from '#core/directory/list-departments.ts'
import { makeAcceptRing, makeDeclineRing, makeForwardRing } from '#core/emergency/answer-ring.ts'
import { makeCallEmergency } from '#core/emergency/call-emergency.ts'
import { makeCallOff } from '#core/emergency/call-off.ts'
import { makeIdentifyPatient, makeNoteInformed, makeReviewEmergency, makeTreatPatient, makeViewFollowUps } from '#core/emergency/follow-up.ts'
import { makeNameSecretary } from '#core/case/name-secretary.ts'
import { makeRingAnother } from '#core/emergency/ring-another.ts'
import { makeWatchCall, makeWatchRings, makeWatchWall } from '#core/emergency/view-emergency.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Store } from '#prisma/store.ts'

interface Foundation extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly store: Store
  readonly ticketSecret: string
  readonly digest: Digest
}

/** Calling, ringing and answering; the timers themselves run in jobs. */
export function composeEmergency({ store, ticketSecret, digest, clock, newId }: Foundation) {
  const { atomically, read } = store
  const writes = { atomically, clock, newId }
  const reads = { atomically, read, clock }
  const tickets = makeJoinTickets({ secret: ticketSecret, clock, newId })
  return {
    callEmergency: makeCallEmergency({ ...writes, composeBundle: composeSnapshotBundle, digest }),
    acceptRing: makeAcceptRing(writes),
    declineRing: makeDeclineRing(writes),
    forwardRing: makeForwardRing(writes),
    ringAnother: makeRingAnother(writes),
    nameSecretary: makeNameSecretary(writes),
    callOff: makeCallOff(writes),
    viewFollowUps: makeViewFollowUps(reads),
    noteInformed: makeNoteInformed(writes),
    treatPatient: makeTreatPatient(writes),
    reviewEmergency: makeReviewEmergency(writes),
    identifyPatient: makeIdentifyPatient({ atomically, clock }),
    viewRoster: makeViewRoster(reads),
    listDepartments: makeListDepartments(reads),
    planShifts: makePlanShifts(writes),
    removeShift: makeRemoveShift(writes),
    askSwap: makeAskSwap(writes),
    settleSwap: makeSettleSwap(writes),
    takeLeave: makeTakeLeave(writes),
    endLeave: makeEndLeave(writes),
    setOnDuty: makeSetOnDuty(writes),
    isOnDuty: makeReadOnDuty(reads),
    watchRings: makeWatchRings(reads),
    watchWall: makeWatchWall(reads),
    watchCall: makeWatchCall(reads),
    issueNoticesTicket: (actor: Actor): Promise<string> => tickets.issueNoticesTicket(actor),
    /** Doctors of the own hospital to whom a ring can be handed on, those with a screen before them first. */
    colleagues: (actor: Actor) =>
      read(actor, async ({ duty }) => {
        const now = clock()
        const people = (await duty.people(actor.organization)).filter((one) => one.isDoctor && one.practitioner.id !== actor.practitioner)
        return people
          .map((one) => ({ ...one, reachable: isReachable(one.presence, now) }))
          .toSorted((a, b) => Number(b.reachable) - Number(a.reachable))
      }),
    /** The number at which the person is called back, as the directory knows it. */
    ownPhone: (actor: Actor): Promise<string> =>
      read(actor, async ({ directory }) => {
        const [person] = await directory.practitioners([actor.practitioner])
        return person?.phone ?? (await directory.organization(actor.organization))?.phone ?? ''
      }),
  }
}
