import type { Actor } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { linkCovers } from '#core/directory/directory.ts'
import type { OrganizationId, PatientId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ConsultKind, DraftCase } from './case.ts'
import { mayRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { prefillTexts } from './prefill-request.ts'
import type { Urgency } from './urgency.ts'

export interface NewRequest {
  readonly patient: PatientId
  readonly consultingOrganization: OrganizationId
  readonly kind: ConsultKind
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
}

/** Opens a draft for a patient of the own hospital, prefilled from the record, to a hub whose link covers the specialty. */
export const makeCreateRequest =
  (ports: CasePorts) =>
  (actor: Actor, input: NewRequest): Promise<Result<DraftCase, 'case.not-allowed' | 'patient.not-found' | 'link.not-covering'>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayRequest(actor)) return err('case.not-allowed')
      const record = await repositories.patients.record(input.patient)
      if (record === null) return err('patient.not-found')
      const now = ports.clock()
      const links = await repositories.directory.linksOfSatellite(actor.organization)
      const covered = links.some((link) => link.hub === input.consultingOrganization && linkCovers(link, input.specialty, now))
      if (!covered) return err('link.not-covering')
      const { name, birthDate, sex } = record.patient
      const draft: DraftCase = {
        status: 'draft',
        id: brandId(ports.newId()),
        code: await repositories.cases.nextCode(input.consultingOrganization),
        revision: 1,
        requestingOrganization: actor.organization,
        consultingOrganization: input.consultingOrganization,
        patient: input.patient,
        subject: { name, birthDate, sex },
        requester: actor.practitioner,
        createdAt: now,
        legalBasis: null,
        snapshot: null,
        request: {
          kind: input.kind,
          urgency: input.urgency,
          specialty: input.specialty,
          questions: [],
          ...prefillTexts(record),
        },
      }
      await repositories.cases.add(draft)
      await repositories.audit.append({
        organization: actor.organization, actor: actor.practitioner, at: now,
        payload: { type: 'case.created', case: draft.id, patient: draft.patient },
      })
      return ok(draft)
    })
