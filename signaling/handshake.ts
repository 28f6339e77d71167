import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { protocolVersion } from '#contract/define.ts'
import { handshake, type Handshake, type HandshakeRefusal } from '#contract/handshake.ts'
import { seatOfActor } from '#core/room/room.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Home } from '#prisma/case-homes.ts'
import { dialHome, type RelayedLine } from './nodes/relayed-line.ts'
import type { Arrival } from './rooms/connection.ts'
import { guestSeatOf } from './rooms/guest-seat.ts'
import type { LiveRoom } from './rooms/live-room.ts'
import type { RoomRegistry } from './rooms/room-registry.ts'
import { runningSession, type RunningSession, type SessionVerbs } from './rooms/session-verbs.ts'

export interface HandshakeOptions {
  readonly tickets: JoinTickets
  readonly registry: RoomRegistry
  readonly verbs: SessionVerbs
  /** Takes the case for this process, or says which one has it. */
  readonly settle: (one: CaseId) => Promise<Home>
}

/** Into a room of this process, or on to the process that has it. */
export type Welcome =
  | { readonly to: 'room'; readonly arrival: Arrival; readonly live: LiveRoom }
  | { readonly to: 'home'; readonly line: RelayedLine }

/** Decides who comes through the door of which room, from the first words of a connection. */
export const makeHandshake =
  ({ tickets, registry, verbs, settle }: HandshakeOptions) =>
  async (auth: unknown): Promise<Result<Welcome, HandshakeRefusal>> => {
    const words = handshake.safeParse(auth)
    if (!words.success) return err('wire.malformed')
    if (words.data.protocol !== protocolVersion) return err('handshake.protocol-mismatch')
    const { credential } = words.data
    const home = await homeFor({ tickets, settle }, credential)
    if (home !== 'here') {
      if (words.data.relayed === true) return err('handshake.draining')
      const dialled = await dialHome(home.address, credential)
      return dialled.ok ? ok({ to: 'home', line: dialled.value }) : dialled
    }
    const shown = await show(tickets, credential)
    if (!shown.ok) return shown
    const ticket = shown.value
    const kept = credential.kind === 'resume' ? registry.keptFor(ticket) : null
    if (kept !== null) return welcome(tickets, { ticket, by: credential.kind }, kept)
    const running = await arriveAtCase(verbs, ticket, credential.kind)
    if (!running.ok) return running
    // A ticket of a session that has been moved to another booking since.
    if (running.value.id !== ticket.session) return err('session.ended')
    const live = await registry.open(ticket, running.value.standing)
    if (credential.kind === 'resume' && seatOfActor(live.room, ticket.actor)?.phase === 'removed') return err('room.removed')
    return welcome(tickets, { ticket, by: credential.kind }, live)
  }

const welcome = async (tickets: JoinTickets, came: Omit<Arrival, 'resumeToken'>, live: LiveRoom): Promise<Result<Welcome, never>> =>
  ok({ to: 'room', live, arrival: { ...came, resumeToken: await tickets.issueResumeToken(came.ticket) } })

/** A token that is not ours has no case; it is refused here. */
async function homeFor({ tickets, settle }: Pick<HandshakeOptions, 'tickets' | 'settle'>, credential: Handshake['credential']): Promise<Home> {
  const one = credential.kind === 'ticket' ? await tickets.caseOf('room', credential.ticket) : await tickets.caseOf('resume', credential.token)
  return one === null ? 'here' : settle(one)
}

async function show(
  tickets: JoinTickets,
  credential: Handshake['credential'],
): Promise<Result<JoinTicket, 'handshake.ticket-invalid' | 'handshake.ticket-used' | 'handshake.resume-invalid'>> {
  if (credential.kind === 'resume') {
    const ticket = await tickets.readResumeToken(credential.token)
    return ticket === null ? err('handshake.resume-invalid') : ok(ticket)
  }
  const ticket = await tickets.spendJoinTicket(credential.ticket)
  if (ticket === 'used') return err('handshake.ticket-used')
  return ticket === 'invalid' ? err('handshake.ticket-invalid') : ok(ticket)
}

/** The first arrival opens the lobby; whoever comes back to a kept seat only looks. */
async function arriveAtCase(
  verbs: SessionVerbs,
  ticket: JoinTicket,
  kind: Handshake['credential']['kind'],
): Promise<Result<RunningSession, HandshakeRefusal>> {
  const guest = guestSeatOf(ticket, ticket.session)
  if (guest !== null) return verbs.comeAsGuest(guest)
  if (kind === 'resume') return verbs.look(ticket.actor, ticket.case)
  const came = await verbs.comeToDoor(ticket.actor, { case: ticket.case })
  if (!came.ok) return came
  const running = runningSession(came.value)
  return running === null ? err('session.ended') : ok(running)
}
