import type { Actor } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { ComposeBundle, Digest } from '#core/record/ports.ts'
import type { Patient, Sex } from '#core/record/patient.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import type { SnapshotId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { EmergencyCall, EmergencyGate } from './call.ts'
import { mayCallEmergency } from './call.ts'
import { chooseHubs } from './choose-hubs.ts'
import { beforeSending, emergencyCase, openingSession } from './emergency-case.ts'
import { rungAt, timersFor } from './ladder.ts'
import type { EmergencyPorts, EmergencyRepositories } from './ports.ts'

export interface EmergencyRequest {
  readonly specialty: SpecialtyCode
  readonly ageYears: number | null
  readonly sex: Sex
  readonly line: string
  readonly callbackPhone: string
  /** How long ago the button was pressed, in milliseconds: what the form took counts, up to the first ring. */
  readonly pressedAgo: number
}

type CallPorts = EmergencyPorts & { readonly composeBundle: ComposeBundle; readonly digest: Digest }

/**
 * The one button: a case with its legal basis, its session already live, and the timers of the whole ladder, in one transaction.
 * Every gate of the planned path that is passed by is named on the call, for the review afterwards.
 */
export const makeCallEmergency =
  (ports: CallPorts) =>
  (actor: Actor, input: EmergencyRequest): Promise<Result<EmergencyCall, 'case.not-allowed' | 'emergency.nobody-to-ask'>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayCallEmergency(actor)) return err('case.not-allowed')
      const now = ports.clock()
      const { hubs, covered } = chooseHubs(await repositories.directory.linksOfSatellite(actor.organization), { specialty: input.specialty, at: now })
      if (hubs.length === 0) return err('emergency.nobody-to-ask')
      const call: EmergencyCall = {
        case: brandId(ports.newId()), requestingOrganization: actor.organization, caller: actor.practitioner,
        specialty: input.specialty, ageYears: input.ageYears, sex: input.sex, line: input.line.trim(), callbackPhone: input.callbackPhone.trim(),
        pressedAt: new Date(now.getTime() - Math.min(Math.max(0, input.pressedAgo), rungAt.first)),
        hubs, overrides: passedBy(actor, covered), overrideReason: 'Cấp cứu: đe dọa tính mạng hoặc sức khỏe người bệnh (Luật BVDLCN 91/2025, Điều 19).',
        held: null, exhaustedAt: null, endedAt: null, informed: null, review: null,
      }
      await openCase(ports, repositories, { actor, call, now })
      for (const at of timersFor(hubs.length)) {
        await repositories.jobs.enqueue({ name: 'ring-emergency', case: call.case }, new Date(call.pressedAt.getTime() + at))
      }
      return ok(call)
    })

const passedBy = (actor: Actor, covered: boolean): readonly EmergencyGate[] => [
  'completeness', 'triage', 'consent', 'identity', ...(covered ? [] : ['link' as const]), ...(actor.roles.includes('doctor') ? [] : ['treating-doctor' as const]),
]

/** The patient as far as known, what little is known frozen as the first snapshot, the case live, and the proof of it all. */
async function openCase(
  ports: CallPorts,
  repositories: EmergencyRepositories,
  { actor, call, now }: { readonly actor: Actor; readonly call: EmergencyCall; readonly now: Date },
): Promise<void> {
  const patient: Patient = {
    id: brandId(ports.newId()), organization: actor.organization, hospitalNumber: temporaryNumber(call, now),
    name: null, birthDate: null, sex: call.sex, citizenId: null, insuranceNumber: null, address: null, phone: null,
  }
  await repositories.emergencies.addUnnamed(patient)
  const record = await repositories.patients.record(patient.id)
  const [hub] = call.hubs
  if (record === null || hub === undefined) throw new Error('the temporary patient was not written')
  const snapshot: SnapshotId = brandId(ports.newId())
  const opening = {
    code: await repositories.cases.nextCode(hub), patient: patient.id, snapshot, at: now, session: openingSession(brandId(ports.newId()), now),
  }
  const one = emergencyCase(call, opening)
  // The snapshot names its case and the case its snapshot: the case is there first, as a draft, and sent in the same breath.
  await repositories.cases.add(beforeSending(one))
  const content = selectForSnapshot(record, wholeRecord)
  const bundle = ports.composeBundle(content, { id: snapshot, createdAt: now })
  const sha256 = ports.digest(bundle)
  await repositories.snapshots.add({ id: snapshot, case: one.id, version: 1, createdBy: actor.practitioner, createdAt: now, bundle, sha256, withheld: content.withheld })
  await repositories.cases.save(one)
  await repositories.emergencies.add(call)
  const event = { organization: actor.organization, actor: actor.practitioner, at: now }
  await repositories.audit.append({ ...event, payload: { type: 'case.created', case: one.id, patient: patient.id } })
  await repositories.audit.append({ ...event, payload: { type: 'case.legal-basis-recorded', case: one.id, basis: 'emergency' } })
  await repositories.audit.append({ ...event, payload: { type: 'snapshot.taken', case: one.id, snapshot, sha256, withheld: content.withheld } })
  await repositories.audit.append({ ...event, payload: { type: 'emergency.called', case: one.id, passed: call.overrides.join(',') } })
}

/** CC-20261121-1f3a9c: the hospital's own number replaces it when the person is known. */
const temporaryNumber = (call: EmergencyCall, now: Date): string =>
  `CC-${now.toISOString().slice(0, 10).replaceAll('-', '')}-${String(call.case).slice(0, 6)}`
