import { labelOf, sexWords } from '#core/minutes/form-fields.ts'
import type { MinutesForm, Participant } from '#core/minutes/form.ts'
import type { MinutesDocument, SectionKey } from '#core/minutes/document.ts'
import { composeText, sectionsOf } from '#core/minutes/document.ts'
import type { MinutesSeal } from '#core/minutes/organization-seal.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import { sectionsHtml } from '#adapters/minutes-editor/document-html.ts'
import { html, trusted, type Markup } from './html.ts'
import { printAge, printDay, printHour, printLongDay } from './print-time.ts'
import { signaturePlace } from './signature-place.ts'

/** A label and its value on a dotted line; an unknown value leaves the line empty for the pen. */
export const line = (label: string, value: string | null): Markup =>
  html`<span class="field"><span class="label">${label}:</span><span class="value">${value ?? ''}</span></span>`

/** Fields that share one line of the paper. */
export const row = (...fields: readonly Markup[]): Markup => html`<div class="row">${fields}</div>`

/** A person with title, specialty and hospital. */
export const printPerson = (person: Participant): string =>
  [`${person.title} ${person.name}`.trim(), person.specialty ?? '', person.organizationName].filter((part) => part !== '').join(' – ')

/** Sections of the document by key, in the order asked for; composed before they become markup, never after. */
export const printSections = (document: MinutesDocument, keys: readonly SectionKey[]): Markup =>
  trusted(sectionsHtml(keys.flatMap((key) => sectionsOf(composeText(document), key))))

/** Form 27/BV2, "Trích biên bản hội chẩn" (TT 32/2023), in the order of the paper. */
export const extractTemplate = ({ form, document, frozenAt, seals = [] }: PrintOrder): Markup => html`
  <section class="extract">
    ${formHead(form)}
    <h1>Trích biên bản hội chẩn</h1>
    ${patientLines(form)}
    ${peopleLines(form)}
    ${printSections(document, ['course', 'conclusion', 'direction'])}
    <div class="closing">
      <p class="date-line">${printLongDay(frozenAt)}</p>
      <p class="sign-note">Ký số trong tệp PDF này; quét mã QR ở chân trang để xem người ký và thời điểm ký.</p>
      <div class="signatures">
        ${signatureBlock('Thư ký', signerName(form.secretary), 'ThuKy')}
        ${signatureBlock('Chủ tọa', signerName(form.chair), 'ChuToa')}
      </div>
      ${sealPlaces(seals)}
    </div>
  </section>`

/** Where the hospitals' seals stand, beneath the chair's signature: each the last to be given. */
export const sealPlaces = (seals: readonly MinutesSeal[]): Markup =>
  seals.length === 0
    ? html``
    : html`<div class="signatures seals">${seals.map((seal) => signatureBlock('Con dấu số', seal.name, seal.field))}</div>`

/** The head of the paper: authority and hospital, the national motto, the number. */
export const formHead = ({ head, stay }: MinutesForm): Markup => html`
  <header class="form-head">
    <div class="head-left"><p>${head.authority}</p><p class="strong">${head.hospital}</p><p>${head.department}</p></div>
    <div class="head-centre"><p class="strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p class="motto">Độc lập - Tự do - Hạnh phúc</p></div>
    <div class="head-right"><p class="strong">MS: 27/BV2</p><p>${labelOf('admissionNumber')}:</p><p class="strong">${stay.admissionNumber}</p></div>
  </header>`

/** Whom the paper is about. */
export const patientLines = ({ patient, stay, consult }: MinutesForm): Markup => html`
  ${row(
    line(labelOf('patientName'), (patient.name ?? 'Chưa rõ danh tính').toLocaleUpperCase('vi')),
    html`<span class="narrow">${line(labelOf('age'), printAge(patient.birthDate, consult.heldAt))}</span>`,
    html`<span class="narrow">${line(labelOf('sex'), sexWords[patient.sex])}</span>`,
  )}
  ${row(
    line(labelOf('treatedFrom'), stay.treatedFrom === null ? null : printDay(stay.treatedFrom)),
    line(labelOf('treatedUntil'), stay.treatedUntil === null ? null : printDay(stay.treatedUntil)),
  )}
  ${row(line(labelOf('bed'), stay.bed), line(labelOf('room'), stay.room), html`<span class="wide">${line(labelOf('stayDepartment'), stay.department.replace(/^Khoa\s+/iu, ''))}</span>`)}
  ${row(line(labelOf('stayDiagnosis'), stay.diagnosis))}
  ${row(line(labelOf('heldAt'), printHour(consult.heldAt)))}`

/** Who took part. */
export const peopleLines = ({ chair, secretary, members }: MinutesForm): Markup => html`
  ${row(line(labelOf('chair'), printPerson(chair)))}
  ${row(line(labelOf('secretary'), printPerson(secretary)))}
  <p class="label members-label">${labelOf('members')}:</p>
  <ol class="members">${members.map((member) => html`<li><span class="value">${printPerson(member)}</span></li>`)}</ol>`

/**
 * Where the pen would sign: a place for the signature, which shows itself there in words when it is given, and never as the picture of
 * a hand (Luật GDĐT 20/2023).
 */
export const signatureBlock = (role: string, signer: string, field: string): Markup => html`
  <div class="signature">
    <p class="role">${role}</p>
    <a class="place" href="${signaturePlace(field)}" aria-label="${`Chữ ký số: ${role}`}"></a>
    <p class="signer">${signer}</p>
  </div>`

/** A person with title, as signed. */
export const signerName = (person: Participant): string => `${person.title} ${person.name}`.trim()
