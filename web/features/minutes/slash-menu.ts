import { Extension } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import Suggestion, { type SuggestionProps } from '@tiptap/suggestion'
import { fittingChoices, type BlockChoice } from './block-choices.ts'

/** The open slash menu: what fits, which line is chosen, and where the caret is. */
export interface SlashState {
  readonly choices: readonly BlockChoice[]
  readonly chosen: number
  readonly rect: DOMRect | null
  readonly pick: (choice: BlockChoice) => void
}

interface SlashOptions {
  readonly choices: () => readonly BlockChoice[]
  /** Told of every change; null when the menu closes. */
  readonly show: (state: SlashState | null) => void
}

/** Opens a menu of blocks where "/" is typed; arrows, Enter and Escape work it. */
export const makeSlashMenu = ({ choices, show }: SlashOptions): Extension =>
  Extension.create({
    name: 'slashMenu',
    addProseMirrorPlugins() {
      return [
        Suggestion<BlockChoice, BlockChoice>({
          editor: this.editor,
          pluginKey: new PluginKey('slashMenu'),
          char: '/',
          allowSpaces: false,
          items: ({ query }) => fittingChoices(choices(), query),
          command: ({ editor, range, props }) => {
            editor.chain().focus().deleteRange(range).run()
            props.run(editor)
          },
          render: () => menuLife(show),
        }),
      ]
    },
  })

function menuLife(show: SlashOptions['show']) {
  let open: SuggestionProps<BlockChoice, BlockChoice> | null = null
  let chosen = 0
  const draw = (props: SuggestionProps<BlockChoice, BlockChoice>): void => {
    open = props
    chosen = Math.min(chosen, Math.max(0, props.items.length - 1))
    show({ choices: props.items, chosen, rect: props.clientRect?.() ?? null, pick: (choice) => props.command(choice) })
  }
  return {
    onStart: (props: SuggestionProps<BlockChoice, BlockChoice>) => {
      chosen = 0
      draw(props)
    },
    onUpdate: draw,
    onExit: () => {
      open = null
      show(null)
    },
    onKeyDown: ({ event }: { readonly event: KeyboardEvent }): boolean => {
      if (open === null) return false
      if (event.key === 'Escape') {
        show(null)
        return true
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined && open.items.length > 0) {
        chosen = (chosen + step + open.items.length) % open.items.length
        draw(open)
        return true
      }
      const choice = open.items[chosen]
      if ((event.key !== 'Enter' && event.key !== 'Tab') || choice === undefined) return false
      open.command(choice)
      return true
    },
  }
}
