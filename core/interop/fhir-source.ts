import type { IncomingPatient, IncomingRecord } from '#core/record/incoming.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'

/** A hospital's own FHIR R4 server, from which a patient's record is fetched. */
export interface FhirSource {
  /** Base of its FHIR interface. */
  readonly url: string
  /** Bearer token, sealed under the deployment's secret; null where the server asks for none. */
  readonly sealedToken: string | null
}

export interface FhirSourceRepository {
  /** The scope's own hospital's; null when it has none. */
  find(): Promise<FhirSource | null>
  save(source: FhirSource, by: PractitionerId, at: Date): Promise<void>
}

export type SourceRefusal =
  | 'fhir-source.address-not-allowed' | 'fhir-source.unreachable' | 'fhir-source.refused' | 'fhir-source.too-large' | 'fhir-source.malformed'
export type PullRefusal = SourceRefusal | 'fhir-source.unknown-patient' | 'record.many-patients' | 'record.document-not-pdf'

export interface PulledRecord {
  readonly record: IncomingRecord
  /** SHA-256 of what came. */
  readonly message: string
  /** Types that the record has no place for. */
  readonly left: readonly string[]
}

type Numbers = Pick<IncomingPatient, 'hospitalNumber' | 'citizenId' | 'insuranceNumber'>

/** Speaks with a hospital's FHIR server. */
export interface FhirSourceClient {
  /** Says that the address answers as a FHIR R4 server. */
  check(source: FhirSource): Promise<Result<null, SourceRefusal>>
  /** Everything it holds of the one patient who carries one of these numbers. */
  pull(source: FhirSource, numbers: Numbers): Promise<Result<PulledRecord, PullRefusal>>
}
