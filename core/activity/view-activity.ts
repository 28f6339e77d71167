import type { Actor } from '#core/directory/actor.ts'
import type { Organization } from '#core/directory/directory.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayReadActivity, type ActivityFact, type ActivityRepository, type ActivityWindow } from './activity-fact.ts'
import { figuresOf, type ActivityFigures } from './figures.ts'

/** From which side the hospital looks: the requests that it answers, or those that it sends. */
export type ActivitySide = 'advising' | 'asking'

export interface Activity {
  readonly total: ActivityFigures
  /** One for each hospital at the other end, most cases first. */
  readonly partners: readonly { readonly organization: Organization; readonly figures: ActivityFigures }[]
  /** Cases in each month of the window, as the port names them; months without any are absent. */
  readonly months: ReadonlyMap<string, number>
}

export interface ActivityPorts {
  readonly read: <T>(actor: Actor, work: (repositories: { readonly activity: ActivityRepository; readonly directory: Directory }) => Promise<T>) => Promise<T>
  readonly clock: Clock
  /** The month on the hospital's wall: `2026-11`. */
  readonly monthOf: (at: Date) => string
}

const partnerOf = (fact: ActivityFact, side: ActivitySide): OrganizationId => (side === 'advising' ? fact.requesting : fact.consulting)
const ownSideOf = (fact: ActivityFact, side: ActivitySide): OrganizationId => (side === 'advising' ? fact.consulting : fact.requesting)

/** The figures of a hospital's remote consults in a window, in all and for each hospital at the other end. */
export const makeViewActivity =
  ({ read, clock, monthOf }: ActivityPorts) =>
  async (actor: Actor, { window, side }: { readonly window: ActivityWindow; readonly side: ActivitySide }): Promise<Result<Activity, 'activity.not-allowed'>> => {
    if (!mayReadActivity(actor)) return err('activity.not-allowed')
    return read(actor, async ({ activity, directory }) => {
      const now = clock()
      const facts = (await activity.facts(window)).filter((fact) => ownSideOf(fact, side) === actor.organization)
      const byPartner = Map.groupBy(facts, (fact) => partnerOf(fact, side))
      const organizations = await directory.organizations([...byPartner.keys()])
      const partners = organizations.map((organization) => ({ organization, figures: figuresOf(byPartner.get(organization.id) ?? [], now) }))
      const months = new Map<string, number>()
      for (const { submittedAt } of facts) months.set(monthOf(submittedAt), (months.get(monthOf(submittedAt)) ?? 0) + 1)
      return ok({ total: figuresOf(facts, now), partners: partners.toSorted((a, b) => b.figures.cases - a.figures.cases), months })
    })
  }
