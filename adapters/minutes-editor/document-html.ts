import { Node, type Mark } from '@tiptap/pm/model'
import { escapeHTML, renderJSONContentToString } from '@tiptap/static-renderer/json/html-string'
import { domOutputSpecToHTMLString, renderToElement, serializeChildrenToHTMLString } from '@tiptap/static-renderer/pm/html-string'
import type { SectionNode } from '#core/minutes/document.ts'
import { minutesExtensions, minutesSchema } from './minutes-extensions.ts'

type Mappings = Parameters<Parameters<typeof renderToElement<string>>[0]['renderer']>[0]

/** The leading rows of header cells as the table's head, which is printed again on every page that the table runs on to. */
const table: Mappings['nodeMapping'][string] = ({ node, children }) => {
  const rows = [children ?? ''].flat()
  const isHead = node.children.map((row) => row.children.every(({ type }) => type.name === 'tableHeader'))
  const heads = isHead.includes(false) ? isHead.indexOf(false) : isHead.length
  const head = heads > 0 ? `<thead>${rows.slice(0, heads).join('')}</thead>` : ''
  return `<table>${head}<tbody>${rows.slice(heads).join('')}</tbody></table>`
}

/** How the extensions draw each node and mark. */
function mappingsOfExtensions(): Mappings {
  const found: Mappings[] = []
  renderToElement<string>({
    renderer: (mappings) => () => (found.push(mappings), ''),
    domOutputSpecToElement: domOutputSpecToHTMLString,
    mapDefinedTypes: { doc: ({ children }) => serializeChildrenToHTMLString(children), text: ({ node }) => escapeHTML(node.text ?? '') },
    content: minutesSchema.topNodeType.create(),
    extensions: minutesExtensions,
    options: { nodeMapping: { table } },
  })
  const [mappings] = found
  if (mappings === undefined) throw new Error('the extensions draw nothing')
  return mappings
}

/** Made once: asking the extensions anew takes longer than to render a page. */
const render = renderJSONContentToString<Mark, Node>(mappingsOfExtensions())

/** The given sections as HTML, rendered by the very extensions of the editor; every text is escaped. */
export const sectionsHtml = (sections: readonly SectionNode[]): string =>
  sections.length === 0 ? '' : render({ content: Node.fromJSON(minutesSchema, { type: 'doc', content: sections }) })
