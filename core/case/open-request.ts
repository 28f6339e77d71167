import type { Actor } from '#core/directory/actor.ts'
import type { HubLink, Organization } from '#core/directory/directory.ts'
import { linkCovers, specialtyCodes } from '#core/directory/directory.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { PatientRecord } from '#core/record/patient-record.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { DraftCase, NeedsInfoCase } from './case.ts'
import { mayEditRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'

/** A hub that can be asked now, and for what. */
export interface AskableHub {
  readonly organization: Organization
  readonly specialties: readonly SpecialtyCode[]
}

export interface OpenedRequest {
  readonly case: DraftCase | NeedsInfoCase
  readonly record: PatientRecord
  readonly hubs: readonly AskableHub[]
}

/** Opens a request for writing, with the record that it draws from; only a draft or a question back can be written. */
export const makeOpenRequest =
  (ports: Pick<CasePorts, 'atomically' | 'clock'>) =>
  (actor: Actor, id: CaseId): Promise<Result<OpenedRequest, 'case.not-found' | 'case.not-allowed' | 'case.wrong-state'>> =>
    ports.atomically(actor, async ({ cases, patients, directory, audit }) => {
      const one = await cases.find(id)
      if (one === null) return err('case.not-found')
      if (!mayEditRequest(actor, one)) return err('case.not-allowed')
      if (one.status !== 'draft' && one.status !== 'needs-info') return err('case.wrong-state')
      const record = await patients.record(one.patient)
      if (record === null) return err('case.not-found')
      const now = ports.clock()
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'patient.viewed', patient: one.patient } })
      const links = await directory.linksOfSatellite(actor.organization)
      const organizations = await directory.organizations([...new Set(links.map((link) => link.hub))])
      return ok({ case: one, record, hubs: organizations.map((organization) => ({ organization, specialties: specialtiesOf(organization, links, now) })) })
    })

const specialtiesOf = (hub: Organization, links: readonly HubLink[], now: Date): readonly SpecialtyCode[] =>
  specialtyCodes.filter((specialty) => links.some((link) => link.hub === hub.id && linkCovers(link, specialty, now)))
