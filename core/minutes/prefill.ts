import type { LegalBasisGround } from '#core/record/legal-basis.ts'
import { ageOn } from '#core/record/patient.ts'
import type { PatientRecord } from '#core/record/patient-record.ts'
import type { Organization } from '#core/directory/directory.ts'
import type { Attendance, CapturedFrame, FormQuestion, Interruption, MinutesForm, Participant, ReviewedItem } from './form.ts'

/** What is known about a consult when its minutes are opened, from the case, the record, the directory and the session. */
export interface MinutesFacts {
  readonly code: string
  readonly sessionCode: string
  readonly record: PatientRecord
  readonly requesting: Organization
  readonly consulting: Organization
  readonly request: {
    readonly questions: readonly FormQuestion[]
    readonly course: string
    readonly currentCondition: string
    readonly provisionalDiagnosis: string
  }
  readonly chair: Participant
  readonly secretary: Participant
  readonly members: readonly Participant[]
  readonly session: {
    readonly startedAt: Date
    readonly endedAt: Date | null
    readonly attendance: readonly Attendance[]
    readonly interruptions: readonly { readonly from: Date; readonly until: Date | null }[]
  }
  readonly legalBasis: LegalBasisGround
  readonly recordingCode: string | null
  readonly reviewed: readonly ReviewedItem[]
  readonly frames: readonly CapturedFrame[]
  /** What was noted at the bed on a round; empty where nothing was. */
  readonly noted: string
}

/** Fills everything that prints outside the sections. */
export function prefillForm(facts: MinutesFacts): MinutesForm {
  const { requesting, consulting, session } = facts
  const stay = currentStay(facts.record)
  return {
    code: facts.code,
    head: { authority: requesting.authority, hospital: requesting.name, department: stay?.department ?? '' },
    patient: formPatient(facts),
    stay: {
      admissionNumber: stay?.admissionNumber ?? '',
      treatedFrom: stay?.admittedAt.toISOString() ?? null,
      treatedUntil: stay === null ? null : (stay.dischargedAt ?? session.startedAt).toISOString(),
      bed: stay?.bed ?? null,
      room: stay?.room ?? null,
      department: stay?.department ?? '',
      diagnosis: facts.request.provisionalDiagnosis,
    },
    consult: { heldAt: session.startedAt.toISOString(), place: `Trực tuyến: ${requesting.shortName} – ${consulting.shortName}` },
    chair: facts.chair,
    secretary: facts.secretary,
    members: facts.members,
    questions: facts.request.questions,
    remote: remotePart(facts),
  }
}

/** The stay that the consult is about: the newest one that has not ended, else the newest. */
export const currentStay = (record: PatientRecord): PatientRecord['encounters'][number] | null =>
  record.encounters.find((encounter) => encounter.dischargedAt === null) ?? record.encounters[0] ?? null

function formPatient({ record: { patient }, session }: MinutesFacts): MinutesForm['patient'] {
  return {
    name: patient.name,
    age: ageOn(patient.birthDate, session.startedAt),
    sex: patient.sex,
    birthDate: patient.birthDate,
    citizenId: patient.citizenId,
    insuranceNumber: patient.insuranceNumber,
    address: patient.address,
  }
}

function remotePart(facts: MinutesFacts): MinutesForm['remote'] {
  const { session, requesting, consulting } = facts
  const site = (one: Organization): MinutesForm['remote']['requesting'] => ({
    name: one.name,
    facilityCode: one.facilityCode,
    endpoint: `${one.shortName}, hội chẩn qua nền tảng Liên Viện`,
  })
  return {
    sessionCode: facts.sessionCode,
    requesting: site(requesting),
    consulting: [site(consulting)],
    startedAt: session.startedAt.toISOString(),
    endedAt: session.endedAt?.toISOString() ?? null,
    attendance: session.attendance,
    interruptions: session.interruptions.map(
      (gap): Interruption => ({ from: gap.from.toISOString(), until: gap.until?.toISOString() ?? null, what: 'Mất kết nối' }),
    ),
    legalBasis: basisSentence(facts.legalBasis),
    patientInformed: informedSentence(facts.legalBasis),
    recordingCode: facts.recordingCode,
    reviewed: facts.reviewed,
    frames: facts.frames,
  }
}

/** The legal basis in the words that the form prints (Luật BVDLCN 91/2025 Đ19, Đ26 k2). */
export function basisSentence(basis: LegalBasisGround): string {
  switch (basis.kind) {
    case 'written-request':
      return `Người bệnh yêu cầu bằng văn bản (${basis.evidence})`
    case 'emergency':
      return `Cấp cứu, đe dọa tính mạng hoặc sức khỏe (${basis.reason})`
    case 'other':
      return basis.name
  }
}

/** The notice that NĐ 96/2023 Đ88 asks for, as far as the basis proves it. */
function informedSentence(basis: LegalBasisGround): string {
  switch (basis.kind) {
    case 'written-request':
      return 'Có, theo văn bản của người bệnh'
    case 'emergency':
      return 'Chưa kịp thông tin trước hội chẩn; thông tin cho người bệnh hoặc gia đình ngay sau cấp cứu'
    case 'other':
      return 'Theo căn cứ nêu trên'
  }
}
