import type { Actor } from '#core/directory/actor.ts'
import { mayViewCase } from '#core/case/policy.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { followTo } from './follow-case.ts'
import { returnToDraft, type DraftMinutes } from './minutes.ts'
import { mayReturn } from './policy.ts'
import type { MinutesPorts } from './ports.ts'
import { signatoriesOf } from './signing-order.ts'

export type ReturnRefusal =
  | 'case.not-found'
  | 'case.wrong-state'
  | 'minutes.not-signing'
  | 'minutes.superseded'
  | 'minutes.not-signatory'
  | 'minutes.no-reason'

/** A signatory sends the minutes back with a reason: given signatures become void but stay kept, and the next version opens for writing. */
export const makeReturnMinutes =
  (ports: MinutesPorts) =>
  (
    actor: Actor,
    input: { readonly case: CaseId; readonly version: number; readonly reason: string },
  ): Promise<Result<DraftMinutes, ReturnRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      const minutes = await repositories.minutes.latest(one.id)
      if (minutes === null || (minutes.status !== 'frozen' && minutes.status !== 'signing')) return err('minutes.not-signing')
      if (minutes.version !== input.version) return err('minutes.superseded')
      if (!mayReturn(actor, minutes)) return err('minutes.not-signatory')
      const at = ports.clock()
      const back = returnToDraft(minutes, { reason: input.reason, by: actor.practitioner, at, nextId: brandId(ports.newId()) })
      if (!back.ok) return back
      const { returned, next } = back.value
      const moved = await followTo(one, 'returned', { repositories, actor, at })
      if (!moved.ok) return moved
      await repositories.minutes.save(returned)
      await repositories.minutes.add(next)
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at,
        payload: { type: 'minutes.returned', case: one.id, minutes: returned.id, version: returned.version },
      })
      const others = signatoriesOf(returned.form).filter((signer) => signer.practitioner !== actor.practitioner)
      await repositories.notices.add(
        others.map((signer) => ({
          id: brandId(ports.newId()), recipient: signer.practitioner, kind: 'minutes.returned', case: one.id, at, readAt: null,
        })),
      )
      return ok(next)
    })
