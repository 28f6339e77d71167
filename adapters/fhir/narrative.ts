/** Elements that a FHIR narrative may hold (R4 §2.4.0); what stands in others is kept as text. */
const allowed = new Set([
  'p', 'b', 'i', 'em', 'strong', 'u', 'br', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
  'blockquote', 'pre', 'code', 'sub', 'sup', 'hr',
])
const voids = new Set(['br', 'hr'])
const markup = /<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^>"'])*>/g

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Wraps narrative markup as the `div` that FHIR asks for. */
export const narrativeDiv = (inner: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`

/**
 * Turns the editor's own HTML into a FHIR narrative: its elements without attributes, pictures by their words. A document that a
 * receiver shows may bring nothing active along, whatever blocks the editor learns later.
 */
export function narrativeOf(html: string): string {
  const written = html.replace(markup, (tag) => {
    const name = (/^<\/?([a-zA-Z0-9]+)/.exec(tag)?.[1] ?? '').toLowerCase()
    const closing = tag.startsWith('</')
    if (name === 'img') return xml(/\balt="([^"]*)"/.exec(tag)?.[1] ?? '')
    if (!allowed.has(name)) return ''
    if (voids.has(name)) return closing ? '' : `<${name}/>`
    return closing ? `</${name}>` : `<${name}>`
  })
  return narrativeDiv(written.replace(/&nbsp;/g, '\u00a0'))
}

/** Label and value in two columns. */
export function narrativeTable(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.filter(([, value]) => value !== '').map(([label, value]) => `<tr><th>${xml(label)}</th><td>${xml(value)}</td></tr>`)
  return narrativeDiv(`<table><tbody>${lines.join('')}</tbody></table>`)
}
