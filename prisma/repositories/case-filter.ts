import type { CaseFilter } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import type { Prisma } from '#prisma/generated/client.ts'

type Where = Prisma.ConsultCaseWhereInput

/** The cases for which core's `mayViewCase` says yes, as a condition; both stand in one test table. */
export function visibleTo(actor: Actor): Where {
  const asked: Where[] = isClinical(actor) || isCoordinator(actor) ? [{ requestingOrganizationId: actor.organization }] : []
  const advised: Where[] = isCoordinator(actor) ? [{ consultingOrganizationId: actor.organization, status: { not: 'draft' } }] : []
  const member: Where = { status: { not: 'draft' }, team: { some: { practitionerId: actor.practitioner, organizationId: actor.organization } } }
  const broken: Where[] = actor.glass === undefined || actor.glass.length === 0 ? [] : [{ status: { not: 'draft' }, id: { in: actor.glass.map((glass) => glass.case) } }]
  return { OR: [...asked, ...advised, member, ...broken] }
}

/** A list's filter as a condition. */
export function matching(filter: CaseFilter): Where {
  const { statuses, urgencies, patient, involving, sessionWithin, text } = filter
  return {
    ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
    ...(urgencies === undefined ? {} : { urgency: { in: [...urgencies] } }),
    ...(patient === undefined ? {} : { patientId: patient }),
    ...(sessionWithin === undefined ? {} : { sessions: { some: overlapping(sessionWithin) } }),
    AND: [...(involving === undefined ? [] : [involvingPerson(involving)]), ...wordsOf(text ?? '').map((word) => ({ searchText: { contains: word } }))],
  }
}

const overlapping = ({ from, until }: { readonly from: Date; readonly until: Date }): Prisma.ConsultSessionWhereInput => ({
  isCurrent: true,
  startsAt: { lt: until },
  bookedUntil: { gt: from },
})

const involvingPerson = (person: string): Where => ({
  OR: [{ requesterId: person }, { coordinatorId: person }, { team: { some: { practitionerId: person } } }],
})

/** Each word of a search, folded; all of them must occur. */
export const wordsOf = (text: string): readonly string[] => foldForSearch(text).split(' ').filter((word) => word !== '')
