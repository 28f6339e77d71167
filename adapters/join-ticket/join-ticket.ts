import type { Actor } from '#core/directory/actor.ts'
import type { JoinTicket, MinutesTicket } from '#core/room/ticket.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, NewId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { claimsOf, readJoinClaims, readMinutesClaims, readNoticesClaims } from './claims.ts'
import { SpentTickets } from './spent-tickets.ts'

/** Long enough to load the room's page, too short to be worth stealing. */
const ticketSeconds = 60
/** A session that lasts longer asks the portal for a new ticket. */
const resumeSeconds = 12 * 3600

type Audience = 'room' | 'minutes' | 'resume' | 'signaling' | 'notices' | 'line-test'

interface TicketOptions {
  /** Shared by the portal and the room server. */
  readonly secret: string
  readonly clock: Clock
  readonly newId: NewId
}

export type TicketFault = 'invalid' | 'used'

/** Issues and reads the tokens by which the portal vouches for a person to the room server (JWT, HS256). */
export function makeJoinTickets({ secret, clock, newId }: TicketOptions) {
  const key = new TextEncoder().encode(secret)
  const spent = new SpentTickets(clock())

  const issue = (audience: Audience, claims: Record<string, unknown>, seconds: number): Promise<string> => {
    const now = Math.floor(clock().getTime() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setJti(newId())
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key)
  }

  const verify = async (audience: Audience, token: string): Promise<JWTPayload | null> => {
    const options = { audience, algorithms: ['HS256'], requiredClaims: ['jti', 'iat', 'exp'], currentDate: clock() }
    return jwtVerify(token, key, options).then(
      ({ payload }) => payload,
      () => null,
    )
  }

  /** Reads a ticket and spends it: the second reader is told `used`. */
  const spend = async <T>(audience: Audience, token: string, read: (payload: unknown) => T | null): Promise<T | TicketFault> => {
    const payload = await verify(audience, token)
    const ticket = payload === null ? null : read(payload)
    if (payload === null || ticket === null) return 'invalid'
    return spent.spend(payload, clock()) ? ticket : 'used'
  }

  return {
    issueJoinTicket: (ticket: JoinTicket): Promise<string> => issue('room', claimsOf(ticket), ticketSeconds),
    issueMinutesTicket: (ticket: MinutesTicket): Promise<string> => issue('minutes', claimsOf(ticket), ticketSeconds),
    /** Brings the same person back to the seat that the room server keeps. */
    issueResumeToken: (ticket: JoinTicket): Promise<string> => issue('resume', claimsOf(ticket), resumeSeconds),
    /** Proves one of our own processes to the room server, for one case. */
    issueServiceToken: (caseId: CaseId): Promise<string> => issue('signaling', { case: caseId }, ticketSeconds),
    /** The ticket as it came in now; a resume token made of it brings back no machine that its person has left for another since. */
    async spendJoinTicket(token: string): Promise<JoinTicket | TicketFault> {
      const ticket = await spend('room', token, readJoinClaims)
      return typeof ticket === 'string' ? ticket : { ...ticket, cameAt: clock() }
    },
    spendMinutesTicket: (token: string): Promise<MinutesTicket | TicketFault> => spend('minutes', token, readMinutesClaims),
    /** The case that a token of this audience is for, without spending it; null where the token is not ours. */
    async caseOf(audience: 'room' | 'minutes' | 'resume', token: string): Promise<CaseId | null> {
      const payload = await verify(audience, token)
      return payload === null ? null : (readMinutesClaims(payload)?.case ?? null)
    },
    async readResumeToken(token: string): Promise<JoinTicket | null> {
      const payload = await verify('resume', token)
      return payload === null ? null : readJoinClaims(payload)
    },
    /** Lets one tab hear that something is new for its person; what it is, the portal says. */
    issueNoticesTicket: (actor: Actor): Promise<string> => issue('notices', { sub: actor.practitioner, org: actor.organization }, ticketSeconds),
    spendNoticesTicket: (token: string): Promise<Pick<Actor, 'practitioner' | 'organization'> | TicketFault> => spend('notices', token, readNoticesClaims),
    /** Lets one page test its line to the media server; it opens no room. */
    issueLineTestTicket: (actor: Actor): Promise<string> => issue('line-test', { sub: actor.practitioner, org: actor.organization }, ticketSeconds),
    spendLineTestTicket: (token: string): Promise<Pick<Actor, 'practitioner' | 'organization'> | TicketFault> => spend('line-test', token, readNoticesClaims),
    async readServiceToken(token: string): Promise<CaseId | null> {
      const payload = await verify('signaling', token)
      const caseId = payload?.['case']
      return typeof caseId === 'string' ? brandId<CaseId>(caseId) : null
    },
  }
}

export type JoinTickets = ReturnType<typeof makeJoinTickets>
