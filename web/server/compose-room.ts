import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { mayEnterSession, mayViewCase, membershipOf } from '#core/case/policy.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Occupant } from '#core/room/room.ts'
import { makeKeepLineTest, makeNearestSession, makeViewLineTests } from '#core/line-test/keep-line-test.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Store } from '#prisma/store.ts'

interface Foundation extends Pick<CasePorts, 'clock' | 'newId'> {
  readonly store: Store
  readonly ticketSecret: string
}

interface Entrance extends Pick<Occupant, 'name' | 'title' | 'organizationName'> {
  readonly case: CaseId
}

/** What the portal does for the room: it vouches for those who may enter; everything after that is signaling's. */
export function composeRoom({ store, ticketSecret, clock, newId }: Foundation) {
  const tickets = makeJoinTickets({ secret: ticketSecret, clock, newId })
  const lineTests = { atomically: store.atomically, clock, newId }
  return {
    issueLineTestTicket: (actor: Actor) => tickets.issueLineTestTicket(actor),
    keepLineTest: makeKeepLineTest(lineTests),
    viewLineTests: makeViewLineTests({ atomically: store.read }),
    nearestSession: makeNearestSession({ atomically: store.read, clock }),
    issueJoinTicket: (actor: Actor, { case: id, ...person }: Entrance) =>
      store.read(actor, async ({ cases }) => {
        const one = await cases.find(id)
        if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
        if (!mayEnterSession(actor, one)) return err('case.not-allowed')
        if (!('session' in one)) return err('case.wrong-state')
        const part = membershipOf(actor, one)?.part ?? (actor.practitioner === one.requester ? 'requester' : 'coordinator')
        const unasked = one.request.urgency === 'emergency' ? { entersUnasked: true as const } : {}
        return ok(await tickets.issueJoinTicket({ actor, ...person, ...unasked, part, case: one.id, session: one.session.id }))
      }),
  }
}
