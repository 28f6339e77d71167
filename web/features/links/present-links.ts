import type { SpecialtyCode } from '#core/directory/directory.ts'
import { linkStands } from '#core/directory/directory.ts'
import { mayAnswer, type LinkContract, type WarningDays } from '#core/link/link-contract.ts'
import type { LinkLine, LinksFound } from '#core/link/view-links.ts'
import type { HospitalClock } from '#core/meeting/ports.ts'
import { plusDays } from '#core/meeting/recurrence.ts'
import type { Actor } from '#core/directory/actor.ts'

/** What a contract says, in days of the hospitals' clock. */
export interface TermFacts {
  readonly hub: string
  readonly satellite: string
  readonly hubName: string
  readonly satelliteName: string
  /** Whether the own hospital gives the support. */
  readonly asHub: boolean
  readonly specialties: readonly SpecialtyCode[]
  readonly firstDay: string
  /** Null where it has no end. */
  readonly lastDay: string | null
  readonly number: string
  readonly duties: string
  readonly cost: string
}

export interface LinkFacts extends TermFacts {
  readonly key: string
  readonly validFrom: string
  readonly state: 'stands' | 'later' | 'over'
  readonly hasContract: boolean
  readonly warning: WarningDays | null
  readonly daysLeft: number
  readonly isSucceeded: boolean
  readonly endedReason: string | null
  readonly mayEnd: boolean
  readonly mayRenew: boolean
  /** The first day after this one, for a contract that follows. */
  readonly nextDay: string | null
}

export interface ProposalFacts extends TermFacts {
  readonly id: string
  readonly status: LinkContract['status']
  readonly at: string
  readonly byOwn: boolean
  readonly may: readonly ('accepted' | 'declined' | 'withdrawn')[]
}

export interface LinksFacts {
  readonly links: readonly LinkFacts[]
  readonly proposals: readonly ProposalFacts[]
  readonly own: string
  readonly today: string
  readonly mayKeep: boolean
}

const dayMs = 86_400_000
const answers = ['accepted', 'declined', 'withdrawn'] as const
const ranks = { stands: 0, later: 1, over: 2 } as const

/** What the page shows: what ends soonest stands first, what is over last. */
export function presentLinks(found: LinksFound, actor: Actor, clock: HospitalClock): LinksFacts {
  const links = found.lines.map((line) => linkFacts(line, found, { actor, clock }))
  return {
    links: links.toSorted((a, b) => ranks[a.state] - ranks[b.state] || (a.warning ?? 100) - (b.warning ?? 100) || a.key.localeCompare(b.key)),
    proposals: found.proposals.map((one) => ({
      ...termFacts(one, found, { actor, clock }), id: one.id, status: one.status, at: one.proposed.at.toISOString(), byOwn: one.proposed.organization === actor.organization,
      may: one.status === 'proposed' ? answers.filter((answer) => mayAnswer(actor, one, answer) && (answer !== 'accepted' || one.validUntil > found.now)) : [],
    })),
    own: actor.organization,
    today: clock.today(found.now),
    mayKeep: found.mayKeep,
  }
}

interface Reader {
  readonly actor: Actor
  readonly clock: HospitalClock
}
type Terms = Pick<LinkContract, 'hub' | 'satellite' | 'specialties' | 'validFrom'> & { readonly validUntil: Date | null } & Partial<Pick<LinkContract, 'number' | 'duties' | 'cost'>>

function termFacts(terms: Terms, { hospitals }: LinksFound, { actor, clock }: Reader): TermFacts {
  const { hub, satellite, specialties, validFrom, validUntil, number = '', duties = '', cost = '' } = terms
  return {
    hub, satellite, hubName: hospitals.get(hub)?.name ?? '', satelliteName: hospitals.get(satellite)?.name ?? '', asHub: hub === actor.organization, specialties,
    firstDay: clock.today(validFrom), lastDay: validUntil === null ? null : clock.today(new Date(validUntil.getTime() - 1)), number, duties, cost,
  }
}

function linkFacts({ link, contract, warning, isSucceeded }: LinkLine, found: LinksFound, reader: Reader): LinkFacts {
  const { now, mayKeep } = found
  const { validFrom, validUntil } = link
  const state = linkStands(link, now) ? 'stands' : validFrom > now ? 'later' : 'over'
  const facts = termFacts({ ...link, ...(contract !== null && { number: contract.number, duties: contract.duties, cost: contract.cost }) }, found, reader)
  return {
    ...facts,
    key: `${link.hub}.${link.satellite}.${validFrom.toISOString()}`,
    validFrom: validFrom.toISOString(),
    state,
    hasContract: contract !== null,
    warning,
    daysLeft: validUntil === null ? 0 : Math.max(0, Math.ceil((validUntil.getTime() - now.getTime()) / dayMs)),
    isSucceeded,
    endedReason: contract?.status === 'ended' ? contract.ended.reason : null,
    mayEnd: mayKeep && state !== 'over',
    mayRenew: mayKeep && state !== 'later' && !isSucceeded,
    nextDay: facts.lastDay === null ? null : plusDays(facts.lastDay, 1),
  }
}
