import { Node } from '@tiptap/pm/model'
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string'
import type { SectionNode } from '#core/minutes/document.ts'
import { minutesExtensions, minutesSchema } from './minutes-extensions.ts'

type Mapping = NonNullable<NonNullable<Parameters<typeof renderToHTMLString>[0]['options']>['nodeMapping']>

/** The leading rows of header cells as the table's head, which is printed again on every page that the table runs on to. */
const table: Mapping[string] = ({ node, children }) => {
  const rows = [children ?? ''].flat()
  const isHead = node.children.map((row) => row.children.every(({ type }) => type.name === 'tableHeader'))
  const heads = isHead.includes(false) ? isHead.indexOf(false) : isHead.length
  const head = heads > 0 ? `<thead>${rows.slice(0, heads).join('')}</thead>` : ''
  return `<table>${head}<tbody>${rows.slice(heads).join('')}</tbody></table>`
}

/** The given sections as HTML, rendered by the very extensions of the editor; every text is escaped. */
export const sectionsHtml = (sections: readonly SectionNode[]): string =>
  sections.length === 0
    ? ''
    : renderToHTMLString({
        content: Node.fromJSON(minutesSchema, { type: 'doc', content: sections }), extensions: minutesExtensions, options: { nodeMapping: { table } },
      })
