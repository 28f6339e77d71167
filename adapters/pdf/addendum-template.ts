import type { AmendedMinutes } from '#core/minutes/form.ts'
import { isWritten, sectionsOf } from '#core/minutes/document.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import { formHead, patientLines, peopleLines, printSections, signatureBlock, signerName } from './extract-template.ts'
import { memberSignatures } from './full-template.ts'
import { html, type Markup } from './html.ts'
import { printClock, printDay, printLongDay } from './print-time.ts'

/** An addendum to signed minutes: what it adds to, why, what, and everyone's signature; it repeats nothing of what was signed. */
export const addendumTemplate = ({ form, document, frozenAt }: PrintOrder, amended: AmendedMinutes): Markup => html`
  <section class="extract">
    ${formHead(form)}
    <h1>Phụ lục biên bản hội chẩn</h1>
    <p class="subtitle">Bổ sung cho biên bản hội chẩn số ${amended.code}, phiên bản ${String(amended.version)},
      ký đủ lúc ${printClock(amended.signedAt)} ngày ${printDay(amended.signedAt)}</p>
    <p class="code">SHA-256 của biên bản đã ký: ${amended.sha256}</p>
    ${patientLines(form)}
    ${peopleLines(form)}
    ${printSections(document, sectionsOf(document, 'dissent').some(isWritten) ? ['amendment-reason', 'amendment', 'dissent'] : ['amendment-reason', 'amendment'])}
    <div class="closing">
      <p class="date-line">${printLongDay(frozenAt)}</p>
      <p class="sign-note">Ký số trong tệp PDF này; quét mã QR ở chân trang để xem người ký và thời điểm ký.</p>
      <div class="signatures">
        ${signatureBlock('Thư ký', signerName(form.secretary), 'ThuKy')}
        ${signatureBlock('Chủ tọa', signerName(form.chair), 'ChuToa')}
      </div>
    </div>
    ${memberSignatures(form.members)}
  </section>`
