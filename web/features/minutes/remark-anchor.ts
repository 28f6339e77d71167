import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { createRelativePositionFromJSON, Doc, XmlFragment } from 'yjs'
import { isSectionKey, type SectionKey } from '#core/minutes/document.ts'
import type { RemarkAnchor } from '#core/minutes/remarks.ts'

type Mapping = Parameters<typeof absolutePositionToRelativePosition>[2]

interface Shared {
  readonly doc: Doc
  readonly type: XmlFragment
  readonly mapping: Mapping
}

/** The shared document behind the editor; null before the first sync. */
function sharedOf(state: EditorState): Shared | null {
  const sync: unknown = ySyncPluginKey.getState(state)
  if (typeof sync !== 'object' || sync === null || !('doc' in sync) || !('type' in sync) || !('binding' in sync)) return null
  const { doc, type, binding } = sync
  if (!(doc instanceof Doc) || !(type instanceof XmlFragment) || typeof binding !== 'object' || binding === null || !('mapping' in binding)) return null
  return { doc, type, mapping: binding.mapping as Mapping }
}

/** What is selected: its words, its section, and places in the shared document that move with the text. */
export interface Selected {
  readonly section: SectionKey
  readonly question: string | null
  readonly anchor: RemarkAnchor | null
  readonly quote: string
}

/** Reads the selection; null outside every section. */
export function selectedIn({ state }: Pick<Editor, 'state'>): Selected | null {
  const { from, to, $from } = state.selection
  const section = $from.depth === 0 ? null : $from.node(1)
  const key: unknown = section?.attrs['key']
  if (section === null || !isSectionKey(key)) return null
  const shared = sharedOf(state)
  const place = (at: number): string => (shared === null ? '' : JSON.stringify(absolutePositionToRelativePosition(at, shared.type, shared.mapping)))
  const question: unknown = section.attrs['question']
  return {
    section: key,
    question: typeof question === 'string' ? question : null,
    anchor: shared === null ? null : { from: place(from), to: place(to) },
    quote: state.doc.textBetween(from, to, ' ').slice(0, 2_000),
  }
}

/** Where an anchor stands now; null when its words are gone. */
export function rangeOf(state: EditorState, anchor: RemarkAnchor | null): { readonly from: number; readonly to: number } | null {
  const shared = sharedOf(state)
  if (shared === null || anchor === null) return null
  const at = (place: string): number | null => {
    try {
      return relativePositionToAbsolutePosition(shared.doc, shared.type, createRelativePositionFromJSON(JSON.parse(place)), shared.mapping)
    } catch {
      return null
    }
  }
  const [from, to] = [at(anchor.from), at(anchor.to)]
  return from === null || to === null || from > to || to > state.doc.content.size ? null : { from, to }
}

interface Marked {
  readonly id: string
  readonly kind: string
  readonly anchor: RemarkAnchor | null
}

/** Underlines what open remarks are about; the text itself carries nothing of them. */
export const makeRemarkMarks = (open: () => readonly Marked[]): Extension =>
  Extension.create({
    name: 'remarkMarks',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('remarkMarks'),
        props: {
          decorations: (state) =>
            DecorationSet.create(state.doc, open().flatMap(({ id, kind, anchor }) => {
              const range = rangeOf(state, anchor)
              return range === null || range.from === range.to ? [] : [Decoration.inline(range.from, range.to, { class: `remark remark-${kind}`, 'data-remark': id })]
            })),
        },
      }),
    ],
  })
