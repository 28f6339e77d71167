import { toString as qrToString } from 'qrcode'
import type { Pictures, PrintOrder } from '#core/minutes/ports.ts'
import { pictureAddress } from '#adapters/minutes-editor/minutes-blocks.ts'
import { addendumTemplate } from './addendum-template.ts'
import { extractTemplate } from './extract-template.ts'
import { fullTemplate } from './full-template.ts'
import { html, trusted } from './html.ts'
import { pageRules, paperRules } from './print-style.ts'

/** Second wall behind the browser's own: nothing but what stands in the document itself. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** The title that readers show for the file; no patient data. */
export const titleOf = ({ form, version }: PrintOrder): string =>
  `${form.amended === undefined ? 'Biên bản hội chẩn' : 'Phụ lục biên bản hội chẩn'} ${form.code}, phiên bản ${version}`

/** The whole print as one self-contained document. */
export async function minutesHtml(order: PrintOrder): Promise<string> {
  const drawing = await qrToString(order.verifyUrl, { type: 'svg', errorCorrectionLevel: 'M', margin: 0, width: 52 })
  const qr = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`
  const foot = pageRules({ code: order.form.code, version: order.version, verifyUrl: order.verifyUrl, qr })
  return html`<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
    <title>${titleOf(order)}</title>
    <style>${trusted(foot)}${trusted(paperRules)}</style>
  </head>
  <body>${order.form.amended === undefined ? [extractTemplate(order), fullTemplate(order)] : addendumTemplate(order, order.form.amended)}</body>
</html>`.markup.replace(pictureSource, (_source, sha256: string) => `src="${inlined(sha256, order.pictures)}"`)
}

const pictureSource = new RegExp(`src="${pictureAddress('([0-9a-f]{64})')}"`, 'g')

/** The picture itself in place of its address: the print reaches nothing outside itself. */
function inlined(sha256: string, pictures: Pictures = new Map()): string {
  const picture = pictures.get(sha256)
  if (picture === undefined) throw new Error('a picture of the minutes is not at hand')
  return `data:${picture.mediaType};base64,${Buffer.from(picture.bytes).toString('base64')}`
}
