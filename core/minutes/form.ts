import type { OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import type { PlainDate, Sex } from '#core/record/patient.ts'

/** A moment as ISO 8601 text in UTC, so that a form survives JSON unchanged. */
export type Instant = string

/** Everything the paper shows outside the sections: form 27/BV2, the full minutes, and what a remote consult adds. */
export interface MinutesForm {
  /** The number by which people name these minutes, printed in every footer. */
  readonly code: string
  readonly head: FormHead
  readonly patient: FormPatient
  readonly stay: FormStay
  readonly consult: FormConsult
  readonly chair: Participant
  readonly secretary: Participant
  readonly members: readonly Participant[]
  readonly questions: readonly FormQuestion[]
  readonly remote: RemoteConsult
  /** The signed minutes that an addendum adds to; absent in the minutes themselves. */
  readonly amended?: AmendedMinutes
}

/** Signed minutes as an addendum names them. */
export interface AmendedMinutes {
  readonly code: string
  readonly version: number
  readonly signedAt: Instant
  readonly sha256: Sha256
}

export interface FormHead {
  readonly authority: string
  readonly hospital: string
  readonly department: string
}

export interface FormPatient {
  /** Null while an emergency patient has no name. */
  readonly name: string | null
  readonly age: number | null
  readonly sex: Sex
  readonly birthDate: PlainDate | null
  readonly citizenId: string | null
  readonly insuranceNumber: string | null
  readonly address: string | null
}

export interface FormStay {
  readonly admissionNumber: string
  readonly treatedFrom: Instant | null
  readonly treatedUntil: Instant | null
  readonly bed: string | null
  readonly room: string | null
  readonly department: string
  readonly diagnosis: string
}

export interface FormConsult {
  readonly heldAt: Instant
  readonly place: string
}

/** A person as printed and as signatory; the same person is never listed twice. */
export interface Participant {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly organizationName: string
  readonly name: string
  readonly title: string
  readonly specialty: string | null
  readonly licenceNumber: string | null
}

export interface FormQuestion {
  readonly id: string
  readonly text: string
}

/** What product.md §4 adds for a consult held from afar. */
export interface RemoteConsult {
  readonly sessionCode: string
  readonly requesting: Site
  readonly consulting: readonly Site[]
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly attendance: readonly Attendance[]
  readonly interruptions: readonly Interruption[]
  readonly legalBasis: string
  readonly patientInformed: string
  /** Null when the session was not recorded. */
  readonly recordingCode: string | null
  readonly reviewed: readonly ReviewedItem[]
  readonly frames: readonly CapturedFrame[]
}

export interface Site {
  readonly name: string
  /** MA_CSKCB. */
  readonly facilityCode: string
  /** Điểm cầu và phương tiện. */
  readonly endpoint: string
}

export interface Attendance {
  readonly name: string
  readonly organizationName: string
  readonly stays: readonly { readonly joinedAt: Instant; readonly leftAt: Instant | null }[]
}

export interface Interruption {
  readonly from: Instant
  readonly until: Instant | null
  readonly what: string
}

export interface ReviewedItem {
  readonly title: string
  readonly uid: string | null
  readonly sha256: Sha256 | null
}

export interface CapturedFrame {
  readonly title: string
  readonly takenAt: Instant
  readonly sha256: Sha256
}
