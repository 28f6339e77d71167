import type { Editor } from '@tiptap/react'
import {
  ClipboardList, HeartPulse, Image, List, ListOrdered, MessageCircleQuestion, MessageSquareWarning, Pill, Stethoscope, Table, CircleOff, type LucideIcon,
} from 'lucide-react'
import { blockAttributes, careLevels, type BlockName } from '#core/minutes/blocks.ts'
import { matchesWithoutMarks } from '#web/ui/vietnamese-name.ts'

/** A block that asks for its details before it is inserted. */
export const askedBlocks = ['diagnosis', 'medication', 'questionAnswer', 'task', 'picture', 'dissent'] as const
export type AskedBlock = (typeof askedBlocks)[number]

/** One thing that can be inserted, from the slash menu or from the toolbar. */
export interface BlockChoice {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly run: (editor: Editor) => void
}

interface ChoiceWords {
  readonly block: (name: BlockName) => string
  readonly care: (level: (typeof careLevels)[number]) => string
  readonly table: string
  readonly bulletList: string
  readonly orderedList: string
}

const icons: Readonly<Record<AskedBlock, LucideIcon>> = {
  diagnosis: Stethoscope, medication: Pill, questionAnswer: MessageCircleQuestion, task: ClipboardList, picture: Image, dissent: MessageSquareWarning,
}

interface BlockToInsert {
  readonly type: BlockName
  readonly attrs?: Readonly<Record<string, string>>
  readonly text?: string
}

/** Inserts a block and leaves the caret in its words. */
export const insertBlock = (editor: Editor, { type, attrs = blockAttributes[type], text = '' }: BlockToInsert): void => {
  editor.chain().focus().insertContent({ type, attrs, ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }).run()
}

/** Everything that can be inserted; what asks for details goes through `ask`. */
export function blockChoices(words: ChoiceWords, ask: (block: AskedBlock) => void): readonly BlockChoice[] {
  return [
    ...askedBlocks.map((block) => ({ id: block, label: words.block(block), icon: icons[block], run: () => ask(block) })),
    ...careLevels.map((level) => ({
      id: `care-${level}`, label: words.care(level), icon: HeartPulse, run: (editor: Editor) => insertBlock(editor, { type: 'careLevel', attrs: { level } }),
    })),
    { id: 'noAnswer', label: words.block('noAnswer'), icon: CircleOff, run: (editor) => insertBlock(editor, { type: 'noAnswer' }) },
    { id: 'table', label: words.table, icon: Table, run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
    { id: 'bulletList', label: words.bulletList, icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run() },
    { id: 'orderedList', label: words.orderedList, icon: ListOrdered, run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  ]
}

/** The choices whose words fit what is typed after the slash. */
export const fittingChoices = (choices: readonly BlockChoice[], typed: string): BlockChoice[] =>
  choices.filter(({ label }) => matchesWithoutMarks(label, typed))

/** What a block holds: its attributes, and the words in it. */
export interface BlockContent {
  readonly attrs: Readonly<Record<string, string>>
  readonly text: string
}
