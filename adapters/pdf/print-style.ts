/** What stands in every page's foot. */
export interface PageFoot {
  readonly code: string
  readonly version: number
  readonly verifyUrl: string
  /** The verify address as a picture, a data URL. */
  readonly qr: string
}

const cssText = (text: string): string => `"${text.normalize('NFC').replace(/[\\"\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`

/** A4 with the foot: QR and address, code and version, page of pages. */
export const pageRules = ({ code, version, verifyUrl, qr }: PageFoot): string => `
@page {
  size: A4; margin: 14mm 16mm 24mm 20mm;
  @bottom-left { content: url(${qr}); width: 16mm; vertical-align: top; padding-top: 2mm }
  @bottom-center { content: ${cssText(`Biên bản ${code} · phiên bản ${version}`)} "\\a " ${cssText(`Xác minh: ${verifyUrl}`)}; width: 130mm; white-space: pre; text-align: left; vertical-align: top; padding-top: 4mm; font: 400 7.5pt/1.5 "Be Vietnam Pro"; color: #333 }
  @bottom-right { content: "Trang " counter(page) "/" counter(pages); vertical-align: top; padding-top: 4mm; font: 400 7.5pt/1.5 "Be Vietnam Pro"; color: #333 }
}`

/** The look of the paper. */
export const paperRules = `
/* Nobody looks at the screen: laying it out and painting it took a tenth of a print. */
@media screen { html { display: none } }
* { box-sizing: border-box }
html { font: 400 10.5pt/1.5 "Be Vietnam Pro"; color: #000 }
body { margin: 0 }
p { margin: 0 }
.strong, .label, strong { font-weight: 600 }
.label { white-space: nowrap; font-weight: 400 }
.form-head { display: grid; grid-template-columns: 50mm 1fr 31mm; gap: 3mm; font-size: 9pt; line-height: 1.4 }
.head-centre { text-align: center; white-space: nowrap }
.head-centre .strong { font-size: 8.7pt }
.motto { display: inline-block; font-weight: 600; border-bottom: 0.6pt solid #000; padding-bottom: 0.6mm }
.head-right { text-align: left }
h1 { font-size: 15pt; font-weight: 600; text-align: center; text-transform: uppercase; margin: 7mm 0 4mm }
h2 { font-size: 11.5pt; font-weight: 600; margin: 5mm 0 2mm; break-after: avoid }
.subtitle { text-align: center; font-style: italic; margin: -3mm 0 4mm; font-size: 9.5pt }
.row { display: flex; gap: 4mm; margin-bottom: 1.4mm }
.row > * { flex: 1 1 0 }
.row > .narrow { flex: 0 0 26mm }
.row > .narrow + .narrow { flex: 0 0 34mm }
.row > .medium { flex: 0 0 58mm }
.row > .wide { flex: 2 1 0 }
.field { display: flex; gap: 1.5mm }
.value { flex: 1; border-bottom: 0.7pt dotted #444; min-height: 1.5em; font-weight: 600 }
.members-label { margin-bottom: 0.6mm }
.members { margin: 0 0 2mm; padding-left: 7mm }
.members li { margin-bottom: 0.8mm }
.members .value { display: block }
.minutes-section { margin-top: 2.6mm }
.minutes-heading { font-size: 10.5pt; font-weight: 600; margin: 3mm 0 0.6mm; break-after: avoid }
.minutes-section .minutes-heading { margin-top: 0 }
.minutes-heading::after { content: ":" }
.minutes-section[data-key="answer"] .minutes-heading::after { content: none }
.minutes-body p { orphans: 2; widows: 2; overflow-wrap: anywhere; min-height: 1.5em }
.minutes-body ol, .minutes-body ul { margin: 0; padding-left: 6mm }
.block { margin: 0.8mm 0; orphans: 2; widows: 2; overflow-wrap: anywhere }
.block-label { font-weight: 600; font-style: normal }
.block-diagnosis, .block-medication, .block-careLevel, .block-task { padding-left: 4mm; text-indent: -4mm }
.block-dissent, .block-noAnswer { font-style: italic }
figure.block { margin: 2mm 0; break-inside: avoid }
figure.block img { display: block; max-width: 100%; max-height: 75mm; margin: 0 auto 1mm; border: 0.5pt solid #999 }
figure.block figcaption { text-align: center; font-size: 9pt }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; margin: 1mm 0 2mm }
th, td { border: 0.5pt solid #555; padding: 0.8mm 1.6mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { font-weight: 600 }
thead { display: table-header-group }
tr { break-inside: avoid }
td p, th p { min-height: 0 !important }
.facts th { width: 44mm; font-weight: 400; color: #222 }
.proofs .code { font-size: 7.5pt; line-height: 1.35; max-width: 62mm }
.closing { break-inside: avoid; break-before: avoid; margin-top: 4mm }
.date-line { text-align: right; font-style: italic; padding-right: 8mm; margin-bottom: 1mm }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm 10mm }
.signature { text-align: center }
.signature .role { font-weight: 600; text-transform: uppercase }
.signature .place { display: block; height: 23mm; margin: 1mm 0 }
.signature .signer { font-weight: 600 }
.sign-note { font-style: italic; font-size: 7.5pt; line-height: 1.35; color: #333; text-align: center; margin-bottom: 1.5mm }
.seals { margin-top: 3mm }
.full { break-before: page }
`
