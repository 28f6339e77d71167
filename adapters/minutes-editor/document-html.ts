import { Node } from '@tiptap/pm/model'
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string'
import type { SectionNode } from '#core/minutes/document.ts'
import { minutesExtensions, minutesSchema } from './minutes-extensions.ts'

/** The given sections as HTML, rendered by the very extensions of the editor; every text is escaped. */
export const sectionsHtml = (sections: readonly SectionNode[]): string =>
  sections.length === 0
    ? ''
    : renderToHTMLString({ content: Node.fromJSON(minutesSchema, { type: 'doc', content: sections }), extensions: minutesExtensions })
