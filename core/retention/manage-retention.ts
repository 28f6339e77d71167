import type { Actor } from '#core/directory/actor.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { RetentionLine, RetentionPorts, RetentionQuery, RetentionRepositories } from './ports.ts'
import { mayBeReleased, type HoldId, type RetentionKind } from './retention.ts'

export type RetentionRefusal =
  | 'retention.not-allowed' | 'retention.not-found' | 'retention.held' | 'retention.not-due' | 'retention.no-reason' | 'retention.released'

/** Administrators and the data-protection officer look after how long records are kept; they see no clinical word of them. */
export const mayViewRetention = (actor: Actor): boolean => actor.roles.includes('admin') || actor.roles.includes('auditor')
const mayManage = (actor: Actor): boolean => actor.roles.includes('admin')

export interface RetentionPage {
  readonly lines: readonly RetentionLine[]
  readonly total: number
  readonly mayManage: boolean
}

/** The records of the own hospital and how long each is kept. */
export const makeViewRetention =
  (ports: Pick<RetentionPorts, 'atomically'>) =>
  (actor: Actor, query: RetentionQuery): Promise<Result<RetentionPage, 'retention.not-allowed'>> =>
    ports.atomically(actor, async ({ retention }) =>
      mayViewRetention(actor) ? ok({ ...(await retention.list(query)), mayManage: mayManage(actor) }) : err('retention.not-allowed'))

type Change<T> = (line: RetentionLine, repositories: RetentionRepositories, at: Date) => Promise<Result<T, RetentionRefusal>>

/** Holds the case's retention for one change, by whoever may make it. */
const changing = <T>(ports: RetentionPorts, { actor, allowed }: { readonly actor: Actor; readonly allowed: boolean }, [caseId, change]: readonly [CaseId, Change<T>]) =>
  ports.atomically(actor, async (repositories): Promise<Result<T, RetentionRefusal>> => {
    if (!allowed) return err('retention.not-allowed')
    const line = await repositories.retention.findForChange(caseId)
    return line === null ? err('retention.not-found') : change(line, repositories, ports.clock())
  })

/** An administrator says what kind of record a case is; a released one is decided already. */
export const makeSetRetentionKind =
  (ports: RetentionPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly kind: RetentionKind }): Promise<Result<null, RetentionRefusal>> =>
    changing(ports, { actor, allowed: mayManage(actor) }, [input.case, async (line, { retention, audit }, at) => {
      if (line.releasedAt !== null) return err('retention.released')
      await retention.setKind(input.case, { kind: input.kind, by: actor.practitioner, at })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'retention.kind-set', case: input.case, kind: input.kind } })
      return ok(null)
    }])

/** An administrator confirms that a listed record has passed its time; a hold of either hospital stands in the way. */
export const makeReleaseRecord =
  (ports: RetentionPorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<null, RetentionRefusal>> =>
    changing(ports, { actor, allowed: mayManage(actor) }, [input.case, async (line, { retention, audit }, at) => {
      if (line.held) return err('retention.held')
      if (!mayBeReleased(line, at)) return err('retention.not-due')
      await retention.release(input.case, { by: actor.practitioner, at })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'retention.released', case: input.case } })
      return ok(null)
    }])

/** An administrator or the data-protection officer forbids that anything of a case be disposed of, with the reason. */
export const makePlaceHold =
  (ports: RetentionPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly reason: string }): Promise<Result<{ readonly id: HoldId }, RetentionRefusal>> =>
    changing(ports, { actor, allowed: mayViewRetention(actor) }, [input.case, async (_line, { retention, audit }, at) => {
      const reason = input.reason.trim().normalize('NFC')
      if (reason === '') return err('retention.no-reason')
      const id = brandId<HoldId>(ports.newId())
      await retention.hold({ id, case: input.case, organization: actor.organization, reason, placedBy: actor.practitioner, placedAt: at })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'hold.placed', case: input.case, hold: id } })
      return ok({ id })
    }])

/** Lifts a hold of the own hospital, with the reason; it stays on record. */
export const makeLiftHold =
  (ports: RetentionPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly hold: HoldId; readonly reason: string }): Promise<Result<null, RetentionRefusal>> =>
    changing(ports, { actor, allowed: mayViewRetention(actor) }, [input.case, async (line, { retention, audit }, at) => {
      const reason = input.reason.trim().normalize('NFC')
      if (reason === '') return err('retention.no-reason')
      if (!line.holds.some(({ id, own }) => own && id === input.hold)) return err('retention.not-found')
      if (!(await retention.lift(input.hold, { by: actor.practitioner, at, reason }))) return err('retention.not-found')
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'hold.lifted', case: input.case, hold: input.hold } })
      return ok(null)
    }])
