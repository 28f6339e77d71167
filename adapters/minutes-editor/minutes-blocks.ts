import { Node, type Extensions, type KeyboardShortcutCommand } from '@tiptap/core'
import type { DOMOutputSpec, Node as ProseMirrorNode } from '@tiptap/pm/model'
import { blockAttributes, blockLabel, blockNames, isBlockName, type BlockName } from '#core/minutes/blocks.ts'
import type { RichNode } from '#core/minutes/rich-node.ts'

/** Where a picture of the minutes is read; the print puts its bytes in this place. */
export const pictureAddress = (sha256: string): string => `/api/frames/${sha256}`

/** Blocks are lines, not paragraphs to be split: Enter goes on below, and Backspace in an empty one makes it a paragraph. */
const goOnBelow: KeyboardShortcutCommand = ({ editor }) => {
  const { $from } = editor.state.selection
  if (!isBlockName($from.parent.type.name)) return false
  const below = $from.after()
  return editor.chain().insertContentAt(below, { type: 'paragraph' }).setTextSelection(below + 1).scrollIntoView().run()
}
const becomeParagraph: KeyboardShortcutCommand = ({ editor }) => {
  const { $from, empty } = editor.state.selection
  const isStart = empty && $from.parentOffset === 0 && $from.parent.content.size === 0
  return isStart && isBlockName($from.parent.type.name) && editor.commands.setNode('paragraph')
}

const attributesOf = (name: BlockName) =>
  Object.fromEntries(
    Object.entries(blockAttributes[name]).map(([attribute, fallback]) => [
      attribute,
      {
        default: fallback,
        parseHTML: (element: HTMLElement) => element.getAttribute(`data-${attribute}`) ?? fallback,
        renderHTML: (attributes: Readonly<Record<string, unknown>>) => ({ [`data-${attribute}`]: attributes[attribute] }),
      },
    ]),
  )

const richOf = (node: ProseMirrorNode): RichNode => ({ type: node.type.name, attrs: node.attrs })

const label = (node: ProseMirrorNode): DOMOutputSpec => ['span', { class: 'block-label', contenteditable: 'false' }, `${blockLabel(richOf(node))}: `]
const text: DOMOutputSpec = ['span', { class: 'block-text' }, 0]

function rendered(node: ProseMirrorNode, attributes: Record<string, unknown>): DOMOutputSpec {
  const name = node.type.name
  const outer = { ...attributes, class: `block block-${name}`, 'data-block': name }
  if (name !== 'picture') return ['div', outer, label(node), text]
  const { sha256, title } = node.attrs
  return ['figure', outer, ['img', { src: pictureAddress(String(sha256)), alt: String(title), draggable: 'false' }], ['figcaption', label(node), text]]
}

/** The structured blocks; their words come from core, so that screen, paper and plain text say the same. */
export const minutesBlocks: Extensions = blockNames.map((name, index) =>
  Node.create({
    name,
    group: 'block',
    content: 'inline*',
    defining: true,
    draggable: false,
    addAttributes: () => attributesOf(name),
    parseHTML: () => [{ tag: `[data-block="${name}"]`, contentElement: '.block-text' }],
    renderHTML: ({ node, HTMLAttributes }) => rendered(node, HTMLAttributes),
    // Once for all of them.
    ...(index === 0 && { addKeyboardShortcuts: () => ({ Enter: goOnBelow, Backspace: becomeParagraph }) }),
  }),
)
