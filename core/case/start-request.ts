import type { Actor } from '#core/directory/actor.ts'
import { specialtyCodes, linkCovers } from '#core/directory/directory.ts'
import type { PatientId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { DraftCase } from './case.ts'
import { makeCreateRequest } from './create-request.ts'
import { mayRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { suggestSpecialty } from './suggest-specialty.ts'

/**
 * Begins a request for a patient in one press: goes on with the doctor's own open draft, or opens one addressed to the hub and
 * specialty that the diagnosis suggests. Everything chosen here can be changed in the draft.
 */
export function makeStartRequest(ports: CasePorts) {
  const createRequest = makeCreateRequest(ports)
  return async (actor: Actor, patient: PatientId) => {
    if (!mayRequest(actor)) return err('case.not-allowed')
    const begun = await ports.atomically(actor, async ({ cases, patients, directory }) => {
      const drafts = await cases.list({ patient, statuses: ['draft'], involving: actor.practitioner, limit: 1, offset: 0 })
      const draft = drafts.cases.find((one): one is DraftCase => one.status === 'draft')
      if (draft) return { draft }
      const now = ports.clock()
      const links = await directory.linksOfSatellite(actor.organization)
      const offered = specialtyCodes.filter((specialty) => links.some((link) => linkCovers(link, specialty, now)))
      const specialty = suggestSpecialty((await patients.record(patient))?.conditions ?? [], offered)
      const link = links.find((one) => specialty !== null && linkCovers(one, specialty, now))
      return { address: link && specialty !== null ? { consultingOrganization: link.hub, specialty } : null }
    })
    if (begun.draft) return ok(begun.draft)
    if (!begun.address) return err('link.not-covering')
    return createRequest(actor, { patient, kind: 'case', urgency: 'priority', ...begun.address })
  }
}
