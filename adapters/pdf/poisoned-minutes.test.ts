import { describe, expect, it } from 'vitest'
import { sectionsHtml } from '#adapters/minutes-editor/document-html.ts'
import { parseMinutesDocument } from '#adapters/minutes-editor/parse-document.ts'
import type { MinutesDocument } from '#core/minutes/document.ts'
import { minutesHtml } from './minutes-html.ts'
import { documentWith, sampleOrder } from './test-order.ts'

/** What breaks out of text, of an attribute, of a style, of a comment, and what some parser once took for markup. */
const poisons = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', `' onmouseover='alert(1)`, '</style><script>alert(1)</script>',
  '<!--><img src=x onerror=alert(1)>-->', '<iframe src="javascript:alert(1)"></iframe>', '<a href="javascript:alert(1)">x</a>', '<style>@import url(http://127.0.0.1/x)</style>',
  '<link rel=stylesheet href=http://127.0.0.1/x>', '<math><mtext></mtext><script>alert(1)</script></math>', '${alert(1)}{{alert(1)}}', '＜script＞alert(1)＜/script＞',
]
const tags = /<(?:script|img src=x|svg onload|iframe|a href="javascript|link rel=stylesheet|math|style>@import)/i

/** Tags that carry a handler: what stands between the quotes of an attribute is its value and nothing else. */
const handlersIn = (html: string): readonly string[] => html.replace(/"[^"]*"/g, '""').match(/<[a-z][^>]*\son\w+[^>]*>/gi) ?? []

/** Puts the poison behind every free text of a value; ids, codes, dates and hashes stay what they are. */
function poisoned<T>(value: T, poison: string): T {
  if (typeof value === 'string') return (/[ à-ỹÀ-Ỹ]/u.test(value) && !/^\d{4}-/.test(value) ? `${value} ${poison}` : value) as T
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: unknown) => poisoned(one, poison)) as T
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poisoned(one as unknown, poison)])) as T
}

describe.each(poisons)('minutes with %s in every text', (poison) => {
  it('print it as text, wherever it stands', async () => {
    const order = sampleOrder()
    const html = await minutesHtml({ ...order, form: poisoned(order.form, poison), document: documentWith({ conclusion: poison, direction: poison, diagnosis: poison }) })
    const body = html.slice(html.indexOf('<body>'))
    expect(body).not.toMatch(tags)
    expect(handlersIn(body)).toEqual([])
    if (poison.includes('<')) expect(body.split('&lt;').length).toBeGreaterThan(10)
  })

  it('show it as text in every attribute of every block', () => {
    const block = (type: string, attrs: Readonly<Record<string, string>>) => ({ type, attrs, content: [{ type: 'text', text: poison }] })
    const content = [
      block('medication', { drug: poison, dose: poison, route: poison, frequency: poison, duration: poison }), block('questionAnswer', { question: poison }),
      block('task', { person: '', name: poison, due: '' }), block('picture', { kind: 'freeze-frame', sha256: 'a'.repeat(64), title: poison, takenAt: '' }), block('dissent', { person: '', name: poison }),
    ]
    const document = documentWith({})
    const [first, ...rest] = document.content
    if (first === undefined) throw new Error('the document has no section')
    const parsed = parseMinutesDocument({ ...document, content: [{ ...first, content }, ...rest] })
    if (!parsed.ok) throw new Error(parsed.error)
    const html = sectionsHtml(parsed.value.content)
    expect(html).not.toMatch(tags)
    expect(handlersIn(html)).toEqual([])
    expect(html).toContain(`src="/api/frames/${'a'.repeat(64)}"`)
  })
})

describe('a document that was not written by the editor', () => {
  const withInner = (inner: object): object => {
    const document = documentWith({})
    const [first, ...rest] = document.content
    return { ...document, content: [{ ...first, content: [inner] }, ...rest] }
  }
  const text = { type: 'text', text: 'x' }
  const hostile: readonly (readonly [string, object])[] = [
    ['a link to a script', { type: 'paragraph', content: [{ ...text, marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }] }],
    ['raw markup', { type: 'html', attrs: { content: '<script>alert(1)</script>' } }],
    ['a picture from outside', { type: 'image', attrs: { src: 'http://169.254.169.254/latest/meta-data' } }],
    ['a picture by an address instead of its hash', { type: 'picture', attrs: { kind: 'freeze-frame', sha256: '../../../etc/passwd', title: '', takenAt: '' } }],
    ['a picture with a handler', { type: 'picture', attrs: { kind: 'freeze-frame', sha256: `${'a'.repeat(63)}"`, title: '', takenAt: '', onerror: 'alert(1)' } }],
    ['a code of markup', { type: 'diagnosis', attrs: { code: '"><script>', role: 'main' } }],
    ['a table cell a thousand wide', { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1_000, rowspan: 1, colwidth: null }, content: [{ type: 'paragraph' }] }] }] }],
    ['a poisoned prototype', JSON.parse('{"type":"paragraph","__proto__":{"polluted":true},"attrs":{"__proto__":{"polluted":true}},"content":[{"type":"bold"}]}') as object],
  ]

  it.each(hostile)('is refused: %s', (_what, inner) => {
    expect(parseMinutesDocument(withInner(inner))).toEqual({ ok: false, error: 'minutes.document-invalid' })
    expect(({} as { readonly polluted?: true }).polluted).toBeUndefined()
  })

  it('is refused when it is endless, in depth or in length', () => {
    let deep: object = { type: 'paragraph' }
    for (let depth = 0; depth < 400; depth += 1) deep = { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }, deep] }] }
    expect(parseMinutesDocument(withInner(deep)).ok).toBe(false)
    expect(parseMinutesDocument(withInner({ type: 'paragraph', content: [{ type: 'text', text: 'x'.repeat(500_000) }] })).ok).toBe(false)
    expect(parseMinutesDocument(documentWith({}) satisfies MinutesDocument).ok).toBe(true)
  })
})
