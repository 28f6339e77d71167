import type { DraftCase } from '#core/case/case.ts'
import type { ConsultKind } from '#core/case/case.ts'
import { prefillTexts } from '#core/case/prefill-request.ts'
import { suggestSpecialty } from '#core/case/suggest-specialty.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { HubLink, PractitionerRole, SpecialtyCode } from '#core/directory/directory.ts'
import { linkCovers, specialtyCodes } from '#core/directory/directory.ts'
import type { IncomingRecord, RecordOrigin } from '#core/record/incoming.ts'
import type { ReceiveRefusal } from '#core/record/receive-record.ts'
import { receiveRecord } from '#core/record/receive-record.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, NewId, OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { AsOrganization, InteropRepositories } from './ports.ts'
import type { SystemClient } from './system-client.ts'
import { scopesAllow } from './system-client.ts'

/** A request for a consult as another system places it. */
export interface IncomingRequest {
  /** The sender's own order number. */
  readonly key: string
  readonly kind: ConsultKind
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode | null
  /** Who asks: by our id (urn:uuid) or by the licence to practise. */
  readonly requester: string | null
  /** Whom is asked: by our id (urn:uuid) or by MA_CSKCB; null leaves it to the link. */
  readonly hub: string | null
  readonly reason: string
  readonly questions: readonly string[]
  /** Evidence of the patient's written request, where the sender has one. */
  readonly evidence: string | null
}

export interface ClientRequest {
  readonly record: IncomingRecord
  readonly request: IncomingRequest
  /** Hash of what was sent. */
  readonly message: string
}

export type ClientRequestRefusal = ReceiveRefusal | 'fhir.not-in-scope' | 'fhir.unknown-requester' | 'link.not-covering'

interface RequestPorts {
  readonly asOrganization: AsOrganization
  readonly clock: Clock
  readonly newId: NewId
}

/** The doctor that the order names, by id or by licence; an order of nobody's opens no consult (Luật KCB Đ80). */
function doctorOf(clinicians: readonly PractitionerRole[], named: string | null): PractitionerRole | undefined {
  if (named === null) return undefined
  return clinicians.find(({ practitioner, roles }) => roles.includes('doctor') && (practitioner.id === named || practitioner.licenceNumber === named))
}

/** The hub and specialty that are asked: those named, where a link covers them, else what the diagnosis suggests. */
async function addressOf({ directory }: InteropRepositories, input: ClientRequest, from: { readonly organization: OrganizationId; readonly now: Date }) {
  const { hub, specialty } = input.request
  const links = (await directory.linksOfSatellite(from.organization)).filter(({ validFrom, validUntil }) => validFrom <= from.now && (validUntil === null || from.now < validUntil))
  const hubs = await directory.organizations([...new Set(links.map((link) => link.hub))])
  const named = hub === null ? null : hubs.find((one) => one.id === hub || one.facilityCode === hub)
  if (named === undefined) return null
  const offered = links.filter((link) => named === null || link.hub === named.id)
  const covers = (link: HubLink, code: SpecialtyCode): boolean => linkCovers(link, code, from.now)
  const wanted = specialty ?? suggestSpecialty(
    input.record.conditions.map(({ item, key }) => ({ ...item, id: key })), specialtyCodes.filter((code) => offered.some((link) => covers(link, code))))
  const link = offered.find((one) => wanted !== null && covers(one, wanted))
  return link === undefined || wanted === null ? null : { hub: link.hub, specialty: wanted }
}

/**
 * Opens a consult from another system's order: its record is taken in, and the request stands as a draft in the name of the doctor
 * whom the order names, who alone sends it. The same order twice is one case.
 */
export const makeRequestFromClient =
  (ports: RequestPorts) =>
  (client: SystemClient, input: ClientRequest): Promise<Result<{ readonly case: CaseId; readonly isNew: boolean }, ClientRequestRefusal>> =>
    ports.asOrganization(client.organization, async (repositories) => {
      const { organization } = client
      if (!scopesAllow(client.scopes, 'ServiceRequest', 'write')) return err('fhir.not-in-scope')
      const source = `client:${client.id}`
      const known = await repositories.intake.knownOrder(source, input.request.key)
      if (known !== null) return ok({ case: brandId<CaseId>(known), isNew: false })
      const doctor = doctorOf(await repositories.directory.clinicians(organization), input.request.requester)
      if (doctor === undefined) return err('fhir.unknown-requester')
      const now = ports.clock()
      const address = await addressOf(repositories, input, { organization, now })
      if (address === null) return err('link.not-covering')
      const origin: RecordOrigin = { channel: 'fhir-api', source, message: input.message, practitioner: null, client: client.id, receivedAt: now }
      const received = await receiveRecord(repositories, input.record, { organization, newId: ports.newId, origin })
      if (!received.ok) return received
      const record = await repositories.patients.record(received.value.patient)
      if (record === null) throw new Error('a record that was just taken in is not there')
      const texts = prefillTexts(record)
      const draft: DraftCase = {
        status: 'draft',
        id: brandId(ports.newId()),
        code: await repositories.cases.nextCode(address.hub),
        revision: 1,
        requestingOrganization: organization,
        consultingOrganization: address.hub,
        patient: record.patient.id,
        subject: { name: record.patient.name, birthDate: record.patient.birthDate, sex: record.patient.sex },
        requester: doctor.practitioner.id,
        createdAt: now,
        legalBasis: input.request.evidence === null ? null
          : { kind: 'written-request', evidence: input.request.evidence, recordedBy: doctor.practitioner.id, recordedAt: now },
        snapshot: null,
        request: {
          ...texts,
          kind: input.request.kind,
          urgency: input.request.urgency,
          specialty: address.specialty,
          questions: input.request.questions.map((text, at) => ({ id: `q${at + 1}`, text })),
          provisionalDiagnosis: input.request.reason === '' ? texts.provisionalDiagnosis : input.request.reason,
        },
      }
      await repositories.cases.add(draft)
      await repositories.intake.keepOrder({ patient: draft.patient, target: draft.id, key: input.request.key }, origin)
      const audited = (payload: Parameters<typeof repositories.audit.append>[0]['payload']) =>
        repositories.audit.append({ organization, actor: null, at: now, payload })
      await audited({ type: 'case.created', case: draft.id, patient: draft.patient })
      await audited({ type: 'fhir.requested', client: client.id, case: draft.id })
      return ok({ case: draft.id, isNew: true })
    })
