import type { Actor } from '#core/directory/actor.ts'
import { mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { addendumDocument, addendumForm } from './addendum.ts'
import { amend, type DraftMinutes, type Minutes, type SignedMinutes } from './minutes.ts'
import type { MinutesPorts } from './ports.ts'

export type AmendRefusal = 'case.not-found' | 'case.not-allowed' | 'minutes.not-signed' | 'minutes.addendum-open' | 'minutes.no-amendment-reason'

/** A writer begins an addendum to filed minutes, with its reason; it is then written, frozen, signed and filed like minutes. */
export const makeAmendMinutes =
  (ports: MinutesPorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly reason: string }): Promise<Result<DraftMinutes, AmendRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const one = await repositories.cases.findForChange(input.case)
      if (one === null || !mayViewCase(actor, one)) return err('case.not-found')
      if (!mayWriteMinutes(actor, one)) return err('case.not-allowed')
      const reason = input.reason.trim().normalize('NFC')
      if (reason === '') return err('minutes.no-amendment-reason')
      const versions = await repositories.minutes.versions(one.id)
      const [original, latest] = [versions.find(isOriginal), versions.at(-1)]
      // Between the last signature and the filing the record does not know yet what would be amended.
      if (original === undefined || latest === undefined || !('filing' in one)) return err('minutes.not-signed')
      if (latest.status !== 'signed') return err('minutes.addendum-open')
      const count = versions.filter((version) => version.status === 'signed' && version.amends !== null).length + 1
      const begun = amend(original, {
        id: brandId(ports.newId()), version: latest.version + 1, form: addendumForm(original, count), document: addendumDocument(reason),
      })
      if (!begun.ok) return begun
      await repositories.minutes.add(begun.value)
      const { id, version } = begun.value
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(),
        payload: { type: 'minutes.addendum-opened', case: one.id, minutes: id, version },
      })
      return ok(begun.value)
    })

const isOriginal = (minutes: Minutes): minutes is SignedMinutes => minutes.status === 'signed' && minutes.amends === null
