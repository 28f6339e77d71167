import { getSchema } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { MinutesDocument } from '#core/minutes/document.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { sectionsHtml } from './document-html.ts'
import { documentOfUpdate, updateOfDocument } from './live-document.ts'
import { minutesExtensions, minutesField, minutesSchema } from './minutes-extensions.ts'
import { MinutesSection } from './minutes-section.ts'
import { parseMinutesDocument } from './parse-document.ts'

const document = initialDocument(sampleFacts())
const withText = (text: string): MinutesDocument => ({
  type: 'doc',
  content: document.content.map((section) => ({ ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })),
})

describe('the document schema', () => {
  it('takes the prefilled document, tables and lists included', () => {
    const parsed = parseMinutesDocument(document)
    expect(parsed.ok && parsed.value.content.map((section) => section.attrs)).toEqual(document.content.map((section) => section.attrs))
  })

  it('refuses nodes it does not know, nested sections, doubled sections and headings of one’s own', () => {
    const first = document.content.slice(0, 1)
    const invalid = { ok: false, error: 'minutes.document-invalid' }
    const bad = (content: unknown): unknown => ({ type: 'doc', content: first.map((section) => ({ ...section, content })) })
    expect(parseMinutesDocument(bad([{ type: 'iframe' }]))).toEqual(invalid)
    expect(parseMinutesDocument(bad([{ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'x' }] }]))).toEqual(invalid)
    expect(parseMinutesDocument(bad(first))).toEqual(invalid)
    expect(parseMinutesDocument({ type: 'doc', content: [...first, ...first] })).toEqual(invalid)
    expect(parseMinutesDocument({ type: 'doc', content: [] })).toEqual(invalid)
    expect(parseMinutesDocument('<p>x</p>')).toEqual(invalid)
  })

  it('refuses a text beyond all measure and a cell as wide as a house', () => {
    expect(parseMinutesDocument(withText('a'.repeat(400_001)))).toMatchObject({ ok: false })
    const wide = JSON.parse(JSON.stringify(document).replace('"tableHeader"', '"tableHeader","attrs":{"colspan":100000}')) as unknown
    expect(parseMinutesDocument(wide)).toMatchObject({ ok: false })
  })
})

describe('the shared document', () => {
  it('comes back from Yjs as it went in', () => {
    const parsed = parseMinutesDocument(document)
    expect(documentOfUpdate(updateOfDocument(document))).toEqual(parsed)
  })

  it('merges what two people wrote apart', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()]
    for (const live of [one, other]) Y.applyUpdate(live, updateOfDocumentOnce)
    const write = (live: Y.Doc, section: number, text: string): void => {
      const body = live.getXmlFragment(minutesField).get(section)
      if (!(body instanceof Y.XmlElement)) return
      const paragraph = new Y.XmlElement('paragraph')
      body.push([paragraph])
      paragraph.push([new Y.XmlText(text)])
    }
    write(one, 8, 'Kết luận của thư ký')
    write(other, 9, 'Hướng điều trị của chủ tọa')
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    const merged = documentOfUpdate(Y.encodeStateAsUpdate(one))
    expect(JSON.stringify(merged)).toContain('Kết luận của thư ký')
    expect(JSON.stringify(merged)).toContain('Hướng điều trị của chủ tọa')
  })

  it('is refused when somebody put a foreign element into it', () => {
    const live = new Y.Doc()
    Y.applyUpdate(live, updateOfDocumentOnce)
    const section = live.getXmlFragment(minutesField).get(0)
    if (section instanceof Y.XmlElement) section.push([new Y.XmlElement('script')])
    expect(documentOfUpdate(Y.encodeStateAsUpdate(live))).toEqual({ ok: false, error: 'minutes.document-invalid' })
    expect(documentOfUpdate(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, error: 'minutes.document-invalid' })
  })
})

const updateOfDocumentOnce = updateOfDocument(document)
describe('the editor', () => {
  const plugins = MinutesSection.config.addProseMirrorPlugins?.call({} as never) ?? []
  const state = EditorState.create({ doc: Node.fromJSON(minutesSchema, document), plugins })

  it('lets words change and keeps every section', () => {
    const typed = state.applyTransaction(state.tr.insertText('Người bệnh ', 2))
    expect(typed.state.doc.textContent).toContain('Người bệnh')
    const emptied = state.applyTransaction(state.tr.delete(0, state.doc.content.size))
    expect(emptied.transactions).toEqual([])
    expect(emptied.state.doc.childCount).toBe(document.content.length)
  })

  it('uses one schema everywhere', () => {
    expect(Object.keys(getSchema(minutesExtensions).nodes)).toEqual(Object.keys(minutesSchema.nodes))
  })
})

describe('the printed HTML', () => {
  it('heads each section and keeps every word', () => {
    const html = sectionsHtml(document.content)
    expect(html).toContain('Kết luận (sau khi đã khám lại và thảo luận)</h3>')
    expect(html).toMatch(/<table><thead><tr[^>]*><th/)
    expect(html).toContain('Đau thượng vị dữ dội lan sau lưng')
  })

  it('prints markup as words', () => {
    const html = sectionsHtml(withText('<img src=x onerror=alert(1)> & "trích"').content)
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp;')
  })

  it('prints a question with markup as words', () => {
    const html = sectionsHtml(document.content.map((section) => ({ ...section, attrs: { ...section.attrs, heading: '"><script>x</script>' } })))
    expect(html).not.toContain('<script')
  })
})
