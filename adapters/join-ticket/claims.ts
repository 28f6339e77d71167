import { staffRoles, type Actor } from '#core/directory/actor.ts'
import type { JoinTicket, MinutesTicket } from '#core/room/ticket.ts'
import { roomParts } from '#core/room/room.ts'
import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId, type SignInId } from '#core/shared/ids.ts'
import { z } from 'zod'

/** The claims inside a token, short since they travel in every handshake. */
const person = {
  sub: z.uuid().transform((raw) => brandId<PractitionerId>(raw)),
  org: z.uuid().transform((raw) => brandId<OrganizationId>(raw)),
  roles: z.array(z.enum(staffRoles)),
  sid: z.string().min(1).max(100).transform((raw) => brandId<SignInId>(raw)).exactOptional(),
  name: z.string().min(1).max(200),
  case: z.uuid().transform((raw) => brandId<CaseId>(raw)),
}

const joinClaims = z.object({
  ...person,
  title: z.string().max(100),
  orgName: z.string().max(200),
  part: z.enum(roomParts),
  unasked: z.literal(true).exactOptional(),
  came: z.int().transform((raw) => new Date(raw)).exactOptional(),
  session: z.uuid().transform((raw) => brandId<SessionId>(raw)),
})
const minutesClaims = z.object(person)

type PersonClaims = Pick<z.output<typeof minutesClaims>, 'sub' | 'org' | 'roles' | 'sid'>
const actorOf = ({ sub, org, roles, sid }: PersonClaims): Actor => ({ practitioner: sub, organization: org, roles, ...(sid !== undefined && { signIn: sid }) })

const joinTicketOf = (claims: z.output<typeof joinClaims>): JoinTicket => ({
  actor: actorOf(claims),
  name: claims.name,
  title: claims.title,
  organizationName: claims.orgName,
  part: claims.part,
  ...(claims.unasked === true && { entersUnasked: true as const }),
  ...(claims.came !== undefined && { cameAt: claims.came }),
  case: claims.case,
  session: claims.session,
})

/** Reads the claims of a join ticket or a resume token, or null when they are not one's own. */
export function readJoinClaims(payload: unknown): JoinTicket | null {
  const parsed = joinClaims.safeParse(payload)
  return parsed.success ? joinTicketOf(parsed.data) : null
}

/** Reads the claims of a minutes ticket. */
export function readMinutesClaims(payload: unknown): MinutesTicket | null {
  const parsed = minutesClaims.safeParse(payload)
  if (!parsed.success) return null
  return { actor: actorOf(parsed.data), name: parsed.data.name, case: parsed.data.case }
}

const noticesClaims = z.object({ sub: person.sub, org: person.org })

/** Reads the claims of a tab's ticket to the notices. */
export function readNoticesClaims(payload: unknown): Pick<Actor, 'practitioner' | 'organization'> | null {
  const parsed = noticesClaims.safeParse(payload)
  return parsed.success ? { practitioner: parsed.data.sub, organization: parsed.data.org } : null
}

/** The claims to be signed. */
export const claimsOf = (ticket: MinutesTicket | JoinTicket): Record<string, unknown> => ({
  sub: ticket.actor.practitioner,
  org: ticket.actor.organization,
  roles: ticket.actor.roles,
  ...(ticket.actor.signIn !== undefined && { sid: ticket.actor.signIn }),
  name: ticket.name,
  case: ticket.case,
  ...('session' in ticket
    ? {
        title: ticket.title, orgName: ticket.organizationName, part: ticket.part, session: ticket.session,
        ...(ticket.entersUnasked === true && { unasked: true }), ...(ticket.cameAt !== undefined && { came: ticket.cameAt.getTime() }),
      }
    : {}),
})
