import type { Extensions } from '@tiptap/core'
import { getSchema, Node } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { minutesBlocks } from './minutes-blocks.ts'
import { MinutesSection, sectionNode } from './minutes-section.ts'

/** The shared type in the Yjs document that holds the minutes. */
export const minutesField = 'minutes'

const MinutesDoc = Node.create({ name: 'doc', topNode: true, content: `${sectionNode}+` })

/**
 * The one list of extensions for the editor in the browser, the document server and the PDF, so that what is signed is what was
 * read. Undo belongs to Yjs; links, code and headings do not belong in the form.
 */
export const minutesExtensions: Extensions = [
  StarterKit.configure({
    document: false,
    undoRedo: false,
    trailingNode: false,
    heading: false,
    blockquote: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    link: false,
    strike: false,
  }),
  MinutesDoc,
  MinutesSection,
  ...minutesBlocks,
  TableKit.configure({ table: { resizable: false } }),
]

/** The schema that these extensions make. */
export const minutesSchema = getSchema(minutesExtensions)
