import { describe, expect, it } from 'vitest'
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import { documentOfUpdate, updateOfDocument } from './live-document.ts'
import { minutesField } from './minutes-extensions.ts'
import { parseMinutesDocument } from './parse-document.ts'

const withText = (text: string): object => ({ type: 'doc', content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }] })

/** A shared document in which somebody has pasted these words. */
function pasted(words: string): Uint8Array {
  const doc = new Doc()
  const [section, paragraph] = [new XmlElement('minutesSection'), new XmlElement('paragraph')]
  section.setAttribute('key', 'conclusion')
  section.setAttribute('heading', 'Kết luận')
  paragraph.insert(0, [new XmlText(words)])
  section.insert(0, [paragraph])
  doc.getXmlFragment(minutesField).insert(0, [section])
  return encodeStateAsUpdate(doc)
}

describe('characters that the database cannot keep', () => {
  it('do not keep pasted minutes from being frozen: they are left out', () => {
    const read = documentOfUpdate(pasted('Chuyển\u0000 mổ'))
    expect(read.ok && JSON.stringify(read.value)).toContain('"Chuyển mổ"')
  })

  it('are refused where a document comes as JSON', () => {
    expect(parseMinutesDocument(withText('Chuyển mổ')).ok).toBe(true)
    expect(parseMinutesDocument(withText('Chuyển\u0000 mổ'))).toEqual({ ok: false, error: 'minutes.document-invalid' })
  })

  it('take nothing from honest minutes', () => {
    const parsed = parseMinutesDocument(withText('Người bệnh 𝕏 ổn định'))
    if (!parsed.ok) throw new Error(parsed.error)
    expect(documentOfUpdate(updateOfDocument(parsed.value))).toEqual(parsed)
  })
})
