import { mayReadAudit } from '#core/audit/policy.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { GlassId, OrganizationId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { GlassPorts, GlassRepositories } from './break-glass.ts'
import { mayBreakGlass } from './policy.ts'
import type { BrokenGlass, GlassVerdict } from './ports.ts'

/** Openings with the names of those in them. */
export interface GlassList {
  readonly openings: readonly BrokenGlass[]
  readonly people: ReadonlyMap<string, string>
  readonly hospitals: ReadonlyMap<string, string>
}

const mostListed = 200

async function named(openings: readonly BrokenGlass[], { directory }: Pick<GlassRepositories, 'directory'>): Promise<GlassList> {
  const people = await directory.practitioners([...new Set(openings.flatMap((one) => [one.practitioner, ...one.reviews.map(({ reviewer }) => reviewer)]))])
  const hospitals = await directory.organizations([...new Set(openings.flatMap((one): OrganizationId[] => [one.organization, one.asking, ...one.reviews.map(({ organization }) => organization)]))])
  return {
    openings,
    people: new Map(people.map(({ id, name, title }) => [id, `${title} ${name}`.trim()])),
    hospitals: new Map(hospitals.map(({ id, shortName }) => [id, shortName])),
  }
}

/** The openings that the auditor's hospital has to review: by its own people, and of its own patients. */
export const makeListGlassToReview =
  ({ atomically }: Pick<GlassPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<GlassList, 'audit.not-allowed'>> =>
    atomically(actor, async ({ glass, directory }) =>
      mayReadAudit(actor) ? ok(await named(await glass.toReview(actor.organization, mostListed), { directory })) : err('audit.not-allowed'))

/** What the actor has opened in need, and what was found of it. */
export const makeListOwnGlass =
  ({ atomically }: Pick<GlassPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<GlassList, 'glass.not-allowed'>> =>
    atomically(actor, async ({ glass, directory }) =>
      mayBreakGlass(actor) ? ok(await named(await glass.of(actor.practitioner, mostListed), { directory })) : err('glass.not-allowed'))

export interface ReviewOrder {
  readonly glass: GlassId
  readonly verdict: GlassVerdict
  readonly note: string
}

export type ReviewRefusal = 'audit.not-allowed' | 'glass.not-found' | 'glass.own' | 'glass.reviewed' | 'glass.no-note'

/** Says whether an opening was justified, with a note; once for each hospital, and never by whoever opened. */
export const makeReviewGlass =
  ({ atomically, clock }: Pick<GlassPorts, 'atomically' | 'clock'>) =>
  (actor: Actor, order: ReviewOrder): Promise<Result<undefined, ReviewRefusal>> =>
    atomically(actor, async ({ glass, audit }) => {
      if (!mayReadAudit(actor)) return err('audit.not-allowed')
      const opening = await glass.find(order.glass)
      if (opening === null) return err('glass.not-found')
      if (opening.practitioner === actor.practitioner) return err('glass.own')
      if (opening.reviews.some(({ organization }) => organization === actor.organization)) return err('glass.reviewed')
      const note = order.note.trim().normalize('NFC')
      if (note === '') return err('glass.no-note')
      const { organization, practitioner: reviewer } = actor
      const at = clock()
      await glass.review(opening.id, { organization, reviewer, verdict: order.verdict, note, at })
      await audit.append({ organization, actor: reviewer, at, payload: { type: 'glass.reviewed', case: opening.case, glass: opening.id, verdict: order.verdict } })
      return ok(undefined)
    })
