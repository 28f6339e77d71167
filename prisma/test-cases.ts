import { randomUUID } from 'node:crypto'
import type { ConsultCase, TeamMember } from '#core/case/case.ts'
import { exampleCases } from '#core/case/testing.ts'
import type { SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { sha256 } from './sha256.ts'
import type { Store } from './store.ts'
import { draftFrom, type TestHospital } from './test-hospitals.ts'

/** A chair who accepted, a secretary who has not answered, a member who declined; all of one hospital. */
export const teamOf = ({ id: organization, doctor, colleague, coordinator }: TestHospital): readonly TeamMember[] => {
  const invitedAt = new Date('2026-11-20T01:00:00.000Z')
  return [
    { practitioner: doctor.practitioner, organization, part: 'chair', invitation: { reply: 'accepted', invitedAt, answeredAt: invitedAt } },
    { practitioner: colleague.practitioner, organization, part: 'secretary', invitation: { reply: 'pending', invitedAt } },
    { practitioner: coordinator.practitioner, organization, part: 'member', invitation: { reply: 'declined', invitedAt, answeredAt: invitedAt, reason: 'Đang mổ' } },
  ]
}

/** Core's example of a state, between the test's hospitals and with identifiers that the database takes. */
export async function openCase(
  store: Store,
  hospitals: { readonly district: TestHospital; readonly hub: TestHospital },
  status: ConsultCase['status'],
): Promise<ConsultCase> {
  const { doctor, id: organization } = hospitals.district
  return store.atomically(doctor, async ({ cases, snapshots }) => {
    const draft = draftFrom(hospitals.district, hospitals.hub, await cases.nextCode(hospitals.hub.id))
    await cases.add(draft)
    const bundle = '{}'
    const snapshot = { id: brandId<SnapshotId>(randomUUID()), case: draft.id, version: 1, createdBy: doctor.practitioner, createdAt: draft.createdAt, bundle, sha256: sha256(bundle), withheld: 0 }
    await snapshots.add(snapshot)
    const example = exampleCases[status]
    const one = {
      ...example,
      ...('legalBasis' in example && example.legalBasis !== null ? { legalBasis: { ...example.legalBasis, recordedBy: doctor.practitioner } } : {}),
      ...('snapshot' in example ? { snapshot: snapshot.id } : {}),
      ...('coordinator' in example ? { coordinator: hospitals.hub.coordinator.practitioner } : {}),
      ...('team' in example ? { team: teamOf(hospitals.hub) } : {}),
      ...('session' in example ? { session: { ...example.session, id: brandId(randomUUID()) } } : {}),
      ...('cancellation' in example ? { cancellation: { ...example.cancellation, by: doctor.practitioner } } : {}),
      id: draft.id, code: draft.code, revision: 1, patient: draft.patient, requester: draft.requester, createdAt: draft.createdAt,
      requestingOrganization: organization, consultingOrganization: hospitals.hub.id,
    } as ConsultCase
    await cases.save(one)
    return { ...one, revision: 2 }
  })
}

