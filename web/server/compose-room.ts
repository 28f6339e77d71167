import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { mayCoordinate, mayEnterSession, mayViewCase, membershipOf } from '#core/case/policy.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Occupant, RoomPart } from '#core/room/room.ts'
import { readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeMoveRound } from '#core/round/move-round.ts'
import { makeOpenConsult } from '#core/round/open-consult.ts'
import { makePlanRound } from '#core/round/plan-round.ts'
import { mayFollowRound } from '#core/round/round.ts'
import { makeListRounds, makeViewRound } from '#core/round/view-rounds.ts'
import { makeWriteNote } from '#core/round/write-note.ts'
import { makeKeepLineTest, makeNearestSession, makeViewLineTests } from '#core/line-test/keep-line-test.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Store } from '#prisma/store.ts'
import { hospitalClock } from './hospital-clock.ts'

interface Foundation extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly store: Store
  readonly ticketSecret: string
}

interface Entrance extends Pick<Occupant, 'name' | 'title' | 'organizationName'> {
  readonly case: CaseId
}

/** Whoever goes along with a round is of no team: there like a member, with nothing to host. */
const partIn = (actor: Actor, one: ConsultCase): RoomPart =>
  membershipOf(actor, one)?.part ?? (actor.practitioner === one.requester ? 'requester' : mayCoordinate(actor, one) ? 'coordinator' : 'member')

/** What the portal does for the room: it vouches for those who may enter; everything after that is signaling's. */
export function composeRoom({ store, ticketSecret, clock, newId }: Foundation) {
  const tickets = makeJoinTickets({ secret: ticketSecret, clock, newId })
  const ticketTo = async (actor: Actor, one: ConsultCase | null, { part, ...person }: Pick<Occupant, 'name' | 'title' | 'organizationName'> & { readonly part: RoomPart | null }) => {
    if (one === null || part === null || !mayViewCase(actor, one)) return err('case.not-found')
    if (!mayEnterSession(actor, one)) return err('case.not-allowed')
    if (!('session' in one)) return err('case.wrong-state')
    const unasked = one.request.urgency === 'emergency' ? { entersUnasked: true as const } : {}
    return ok(await tickets.issueJoinTicket({ actor, ...person, ...unasked, part, case: one.id, session: one.session.id }))
  }
  const rounds = { atomically: store.atomically, clock, newId }
  const lineTests = { atomically: store.atomically, clock, newId }
  return {
    issueLineTestTicket: (actor: Actor) => tickets.issueLineTestTicket(actor),
    keepLineTest: makeKeepLineTest(lineTests),
    viewLineTests: makeViewLineTests({ atomically: store.read }),
    nearestSession: makeNearestSession({ atomically: store.read, clock }),
    issueJoinTicket: (actor: Actor, { case: id, ...person }: Entrance) =>
      store.read(actor, async ({ cases }) => {
        const one = await cases.find(id)
        const part = one === null ? null : partIn(actor, one)
        return ticketTo(actor, one, { ...person, part })
      }),
    /** To the room of the patient before whom the round stands; who leads it is host there, whoever's team the case is of. */
    issueRoundTicket: (actor: Actor, { round: id, ...person }: Omit<Entrance, 'case'> & { readonly round: RoundId }) =>
      store.read(actor, async ({ rounds, meetings, cases }) => {
        const round = await rounds.find(id)
        const meeting = round === null ? null : await meetings.find(round.meeting)
        if (round === null || meeting === null || !mayFollowRound(actor, meeting)) return err('round.not-found')
        if (round.current === null) return err('round.over')
        const one = await cases.find(round.current)
        const issued = await ticketTo(actor, one, { ...person, part: actor.practitioner === meeting.chair ? 'chair' : one === null ? null : partIn(actor, one) })
        return issued.ok ? ok({ ticket: issued.value, case: round.current }) : issued
      }),
    viewRound: makeViewRound({ read: store.read }),
    listRounds: makeListRounds({ read: store.read }),
    planRound: makePlanRound({ ...hospitalClock, ...rounds, readBundle: readSnapshotBundle }),
    moveRound: makeMoveRound(rounds),
    writeNote: makeWriteNote(rounds),
    openConsult: makeOpenConsult(rounds),
  }
}
