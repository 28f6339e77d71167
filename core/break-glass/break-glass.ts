import type { AuditLog } from '#core/audit/ports.ts'
import { mayOpenByRight } from '#core/case/open-sent.ts'
import { mayViewCase } from '#core/case/policy.ts'
import type { CaseRepository, NoticeRepository } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { glassOf } from '#core/directory/actor.ts'
import type { Directory } from '#core/directory/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, GlassId, NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { glassOpenMs, mayBreakGlass, shortestReason } from './policy.ts'
import type { CaseBehindGlass, GlassRepository } from './ports.ts'

export interface GlassRepositories {
  readonly glass: GlassRepository
  readonly cases: CaseRepository
  readonly directory: Directory
  readonly notices: NoticeRepository
  readonly audit: AuditLog
}

/** Cases that could be opened, with the names of their hospitals. */
export interface FoundBehindGlass {
  readonly cases: readonly CaseBehindGlass[]
  readonly hospitals: ReadonlyMap<string, string>
}

export interface GlassPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: GlassRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** Looks for a case to open in need, by its whole code or the patient's own number; that somebody looked is written down. */
export const makeFindBehindGlass =
  ({ atomically, clock }: GlassPorts) =>
  (actor: Actor, asked: string): Promise<Result<FoundBehindGlass, 'glass.not-allowed'>> =>
    atomically(actor, async ({ glass, directory, audit }) => {
      if (!mayBreakGlass(actor)) return err('glass.not-allowed')
      const cases = await glass.behind(asked.trim().toUpperCase())
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: clock(), payload: { type: 'glass.searched', results: cases.length } })
      return ok(await withHospitals(directory, cases))
    })

/** Names a case whose head the actor sees already, such as a coordinator does, before its glass is broken. */
export const makeNameBehindGlass =
  ({ atomically }: Pick<GlassPorts, 'atomically'>) =>
  (actor: Actor, id: CaseId): Promise<FoundBehindGlass> =>
    atomically(actor, async ({ cases, directory }) => {
      const one = mayBreakGlass(actor) ? await cases.find(id) : null
      if (one === null || !mayViewCase(actor, one) || !('submittedAt' in one)) return { cases: [], hospitals: new Map() }
      return withHospitals(directory, [{ case: one.id, code: one.code, asking: one.requestingOrganization, advising: one.consultingOrganization, sentAt: one.submittedAt }])
    })

async function withHospitals(directory: Directory, cases: readonly CaseBehindGlass[]): Promise<FoundBehindGlass> {
  const hospitals = await directory.organizations([...new Set(cases.flatMap(({ asking, advising }) => [asking, advising]))])
  return { cases, hospitals: new Map(hospitals.map(({ id, shortName }) => [id, shortName])) }
}

export interface GlassOrder {
  readonly case: CaseId
  readonly reason: string
}

export type GlassRefusal = 'glass.not-allowed' | 'glass.no-reason' | 'glass.not-needed' | 'glass.already-open' | 'case.not-found'

/** Opens a case for three hours to somebody without a right to it, and alerts those who answer for it at once. */
export const makeBreakGlass =
  ({ atomically, clock, newId }: GlassPorts) =>
  (actor: Actor, order: GlassOrder): Promise<Result<{ readonly case: CaseId; readonly until: Date }, GlassRefusal>> =>
    atomically(actor, async ({ glass, cases, directory, notices, audit }) => {
      if (!mayBreakGlass(actor)) return err('glass.not-allowed')
      const reason = order.reason.trim().normalize('NFC')
      if (reason.length < shortestReason) return err('glass.no-reason')
      const at = clock()
      const one = await cases.find(order.case)
      if (one !== null && (await mayOpenByRight(directory, { actor, one, now: at }))) return err('glass.not-needed')
      if (glassOf(actor, order.case) !== undefined) return err('glass.already-open')
      const id = brandId<GlassId>(newId())
      const opened = await glass.open({ id, case: order.case, reason, at })
      if (opened === null) return err('case.not-found')
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'glass.broken', case: order.case, glass: id } })
      const told = await responsibleOf(directory, [...new Set([opened.asking, actor.organization])])
      await notices.add(
        told.filter((recipient) => recipient !== actor.practitioner).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'glass.broken', case: order.case, at, readAt: null })),
      )
      return ok({ case: order.case, until: new Date(at.getTime() + glassOpenMs) })
    })

/** Each hospital's auditors; its administrators where it has none. */
async function responsibleOf(directory: Directory, hospitals: readonly OrganizationId[]): Promise<readonly PractitionerId[]> {
  const people = await Promise.all(hospitals.map(async (hospital) => {
    const auditors = await directory.staff(hospital, ['auditor'])
    return auditors.length > 0 ? auditors : directory.staff(hospital, ['admin'])
  }))
  return [...new Set(people.flat())]
}
