import { labelOf, type FormFieldKey } from '#core/minutes/form-fields.ts'
import type { Attendance, Interruption, MinutesForm, Participant, RemoteConsult, Site } from '#core/minutes/form.ts'
import { isWritten, sectionsOf, type MinutesDocument, type SectionKey } from '#core/minutes/document.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import { line, printSections, row, signatureBlock, signerName } from './extract-template.ts'
import { html, type Markup } from './html.ts'
import { printClock, printDay, printHour, printPlainDate } from './print-time.ts'

const fullSections: readonly SectionKey[] = [
  'request', 'condition', 'referring-diagnosis', 'paraclinical', 'answer', 'diagnosis', 'treatment', 'care', 'prognosis', 'assignments', 'dissent',
]

/** The full "Biên bản hội chẩn" and what a remote consult adds; sections nobody wrote in are left out of the print. */
export const fullTemplate = ({ form, document }: PrintOrder): Markup => html`
  <section class="full">
    <h1>Biên bản hội chẩn</h1>
    <p class="subtitle">Phần đầy đủ, kèm theo trích biên bản hội chẩn số ${form.code}</p>
    ${row(
      line(labelOf('patientName'), (form.patient.name ?? 'Chưa rõ danh tính').toLocaleUpperCase('vi')),
      html`<span class="medium">${line(labelOf('admissionNumber'), form.stay.admissionNumber)}</span>`,
    )}
    ${row(line(labelOf('time'), timeSpan(form)))}
    ${row(line(labelOf('place'), form.consult.place))}
    ${printSections(document, written(document))}
    <h2>Thông tin hội chẩn từ xa</h2>
    ${remoteTable(form)}
    ${attendanceTable(form.remote.attendance)}
    ${reviewedTable(form.remote)}
    ${memberSignatures(form.members)}
  </section>`

const written = (document: MinutesDocument): readonly SectionKey[] =>
  fullSections.filter((key) => sectionsOf(document, key).some(isWritten))

const timeSpan = ({ consult, remote }: MinutesForm): string =>
  remote.endedAt === null ? printHour(consult.heldAt) : `${printHour(consult.heldAt)} đến ${printClock(remote.endedAt).slice(0, 5)}`

const remoteTable = (form: MinutesForm): Markup => {
  const { patient, remote } = form
  const rows: readonly (readonly [FormFieldKey, string])[] = [
    ['sessionCode', remote.sessionCode],
    ['requesting', printSite(remote.requesting)],
    ['consulting', remote.consulting.map(printSite).join('; ')],
    ['startedAt', remote.startedAt === null ? '' : `${printDay(remote.startedAt)} ${printClock(remote.startedAt)}`],
    ['endedAt', remote.endedAt === null ? '' : `${printDay(remote.endedAt)} ${printClock(remote.endedAt)}`],
    ['interruptions', remote.interruptions.length === 0 ? 'Không' : remote.interruptions.map(printInterruption).join('; ')],
    ['birthDate', patient.birthDate === null ? '' : printPlainDate(patient.birthDate)],
    ['citizenId', patient.citizenId ?? ''],
    ['insuranceNumber', patient.insuranceNumber ?? ''],
    ['address', patient.address ?? ''],
    ['legalBasis', remote.legalBasis],
    ['patientInformed', remote.patientInformed],
    ['recording', remote.recordingCode === null ? 'Không ghi hình' : `Có, mã bản ghi ${remote.recordingCode}`],
    ['licences', [form.chair, form.secretary, ...form.members].map(printLicence).join('; ')],
  ]
  return html`<table class="facts"><tbody>
    ${rows.map(([key, value]) => html`<tr><th scope="row">${labelOf(key)}</th><td>${value}</td></tr>`)}
  </tbody></table>`
}

const printSite = (site: Site): string => `${site.name} (mã ${site.facilityCode}) – ${site.endpoint}`
const printLicence = (person: Participant): string => `${person.name}: ${person.licenceNumber ?? 'chưa khai báo'}`
const printInterruption = ({ from, until, what }: Interruption): string =>
  `${what} từ ${printClock(from)} đến ${until === null ? 'khi kết thúc' : printClock(until)}`

const attendanceTable = (people: readonly Attendance[]): Markup =>
  people.length === 0
    ? html``
    : html`<h3 class="minutes-heading">${labelOf('attendance')}</h3>
      <table><thead><tr><th>Họ tên</th><th>Cơ sở</th><th>Vào – ra</th></tr></thead><tbody>
        ${people.map((one) => html`<tr><td>${one.name}</td><td>${one.organizationName}</td><td>${one.stays.map(printStay).join('; ')}</td></tr>`)}
      </tbody></table>`

const printStay = ({ joinedAt, leftAt }: Attendance['stays'][number]): string =>
  `${printClock(joinedAt)} – ${leftAt === null ? 'kết thúc' : printClock(leftAt)}`

const reviewedTable = ({ reviewed, frames }: RemoteConsult): Markup => html`
  ${proofTable('reviewed', reviewed.map((one) => ({ title: one.title, mark: one.uid ?? '', sha256: one.sha256 ?? '' })))}
  ${proofTable('frames', frames.map((one) => ({ title: one.title, mark: `${printDay(one.takenAt)} ${printClock(one.takenAt)}`, sha256: one.sha256 })))}`

const proofTable = (key: FormFieldKey, items: readonly { readonly title: string; readonly mark: string; readonly sha256: string }[]): Markup =>
  items.length === 0
    ? html``
    : html`<h3 class="minutes-heading">${labelOf(key)}</h3>
      <table class="proofs"><thead><tr><th>Tên</th><th>${key === 'frames' ? 'Thời điểm' : 'UID'}</th><th>SHA-256</th></tr></thead><tbody>
        ${items.map((one) => html`<tr><td>${one.title}</td><td class="code">${one.mark}</td><td class="code">${one.sha256}</td></tr>`)}
      </tbody></table>`

/** A place to sign for every member. */
export const memberSignatures = (members: readonly Participant[]): Markup =>
  members.length === 0
    ? html``
    : html`<div class="closing"><h3 class="minutes-heading">Thành viên ký</h3>
      <div class="signatures members-sign">${members.map((member, index) => signatureBlock('Thành viên', signerName(member), `ThanhVien${index + 1}`))}</div></div>`
