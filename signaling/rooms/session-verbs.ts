import type { ConsultCase } from '#core/case/case.ts'
import { mayEnterSession, mayViewCase } from '#core/case/policy.ts'
import {
  makeComeToDoor, makeInterruptSession, makeRecordStay, makeResumeSession, makeStartSession,
} from '#core/case/run-session.ts'
import { makeConclude } from '#core/emergency/conclude.ts'
import type { EmergencyPorts } from '#core/emergency/ports.ts'
import { makeFindGuest, makeRecordGuestStay } from '#core/guest/come-as-guest.ts'
import type { GuestPorts, GuestSeat } from '#core/guest/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeEndRound, makeMoveRound } from '#core/round/move-round.ts'
import type { RoundPorts } from '#core/round/ports.ts'
import { makeWithVisits } from '#core/round/visits.ts'
import { makeRecordAdmission } from '#core/room/record-admission.ts'
import type { CaseId, SessionId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'

/** Where the case stands, as far as the room shows it; moved by the verbs below and by nothing in the media. */
export interface Standing {
  readonly session: 'lobby' | 'live' | 'interrupted' | 'ended'
  readonly startedAt: Date | null
  /** The session ended because its round went on to the next patient. */
  readonly movedOn?: true
}

export interface RunningSession {
  readonly id: SessionId
  readonly standing: Standing
}

/** The session of a case that people can be in, or null before its door opens and after its end. */
export function runningSession(one: ConsultCase): RunningSession | null {
  switch (one.status) {
    case 'lobby':
      return { id: one.session.id, standing: { session: 'lobby', startedAt: null } }
    case 'live':
    case 'interrupted':
      return { id: one.session.id, standing: { session: one.status, startedAt: one.startedAt } }
    default:
      return null
  }
}

/** What the room server may do to a case, and what it writes down about a session. */
export function makeSessionVerbs(ports: EmergencyPorts & RoundPorts, guestPorts: GuestPorts) {
  const findGuest = makeFindGuest(guestPorts)
  const withVisits = makeWithVisits({ read: ports.atomically })
  /** On behalf of somebody whom only a round may bring here: a ticket does not say so, for rounds move on. */
  const along = <I, T>(verb: (actor: Actor, input: I) => Promise<T>) => async (actor: Actor, input: I): Promise<T> => verb(await withVisits(actor), input)
  const look = (actor: Actor, caseId: CaseId): Promise<Result<RunningSession, 'case.not-found' | 'case.not-allowed' | 'session.ended'>> =>
    ports.atomically(actor, async ({ cases }) => {
      const one = await cases.find(caseId)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayEnterSession(actor, one)) return err('case.not-allowed')
      const running = runningSession(one)
      return running === null ? err('session.ended') : ok(running)
    })
  return {
    comeToDoor: along(makeComeToDoor(ports)),
    start: makeStartSession(ports),
    interrupt: along(makeInterruptSession(ports)),
    resume: along(makeResumeSession(ports)),
    moveRound: makeMoveRound(ports),
    endRound: makeEndRound(ports),
    end: makeConclude(ports),
    recordStay: makeRecordStay(ports),
    recordAdmission: makeRecordAdmission(ports),
    recordGuestStay: makeRecordGuestStay(guestPorts),
    findGuest,
    /** A guest opens no session: they wait until somebody of the staff has come to the door. */
    comeAsGuest: async (seat: GuestSeat): Promise<Result<RunningSession, 'guest.not-welcome' | 'session.too-early'>> => {
      const found = await findGuest(seat)
      if (!found.ok) return found
      const running = runningSession(found.value)
      return running === null ? err('session.too-early') : ok(running)
    },
    /** Looks without coming: for someone whose seat is kept. */
    look: along(look),
  }
}

export type SessionVerbs = ReturnType<typeof makeSessionVerbs>
