import { mergeAttributes, Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** The name under which sections stand in the document, in JSON and in Yjs. */
export const sectionNode = 'minutesSection'

/** The sections of a document by key and question, as one comparable text. */
const outline = (document: ProseMirrorNode): string =>
  document.children.map((section) => `${String(section.attrs['key'])}:${String(section.attrs['question'])}`).join('|')

/** Refuses a local change that adds, removes or reorders sections; what others wrote arrives through Yjs and is taken as it is. */
const keepSections = new Plugin({
  key: new PluginKey('keepMinutesSections'),
  filterTransaction: (transaction, state) =>
    !transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined || outline(transaction.doc) === outline(state.doc),
})

const attribute = (name: string, fallback: string | null) => ({
  [name]: {
    default: fallback,
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? fallback,
    renderHTML: (attributes: Readonly<Record<string, unknown>>) => ({ [`data-${name}`]: attributes[name] }),
  },
})

/** A section of the form: its heading is fixed and printed, its body is written freely, and it cannot be deleted. */
export const MinutesSection = Node.create({
  name: sectionNode,
  content: 'block+',
  isolating: true,
  defining: true,
  selectable: false,
  draggable: false,
  addAttributes: () => ({ ...attribute('key', ''), ...attribute('heading', ''), ...attribute('question', null) }),
  parseHTML: () => [{ tag: 'section[data-key]', contentElement: 'div' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'section',
    mergeAttributes(HTMLAttributes, { class: 'minutes-section' }),
    ['h3', { class: 'minutes-heading', contenteditable: 'false' }, String(node.attrs['heading'])],
    ['div', { class: 'minutes-body' }, 0],
  ],
  addProseMirrorPlugins: () => [keepSections],
})
