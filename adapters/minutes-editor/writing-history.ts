import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { applyUpdate, Doc } from 'yjs'
import { plainText, type MinutesDocument, type SectionNode } from '#core/minutes/document.ts'
import type { MinutesChange } from '#core/minutes/live-minutes.ts'
import type { SectionEdit, WritingEntry, WritingHistory } from '#core/minutes/writing-history.ts'
import { minutesField, minutesSchema } from './minutes-extensions.ts'

/** A pause of this length ends an entry, in milliseconds; so does another writer. */
const pause = 120_000

/** Reads who wrote what, and what stood at any moment, out of the recorded changes. */
export const writingHistory: WritingHistory = {
  entries: (changes) => {
    const [first, ...typed] = changes
    if (first === undefined) return []
    const live = new Doc()
    applyUpdate(live, first.update)
    const entries: WritingEntry[] = []
    let before = textsOf(live)
    let upTo = 1
    for (const run of runsOf(typed)) {
      for (const change of run) applyUpdate(live, change.update)
      upTo += run.length
      const after = textsOf(live)
      const [from, until] = [run[0], run.at(-1)]
      if (from !== undefined && until !== undefined) entries.push({ author: from.author, from: from.at, until: until.at, upTo, edits: editsBetween(before, after) })
      before = after
    }
    live.destroy()
    return entries.toReversed()
  },
  textAt: (changes, upTo) => {
    const live = new Doc()
    for (const change of changes.slice(0, upTo)) applyUpdate(live, change.update)
    const document = documentIn(live)
    live.destroy()
    return document
  },
}

/** Changes of one writer without a long pause between them. */
function runsOf(changes: readonly MinutesChange[]): readonly (readonly MinutesChange[])[] {
  const runs: MinutesChange[][] = []
  for (const change of changes) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last?.author === change.author && change.at.getTime() - last.at.getTime() < pause) run.push(change)
    else runs.push([change])
  }
  return runs
}

// The fragment holds what the schema made of it: sections and nothing else; none where the first state was never recorded.
function documentIn(live: Doc): MinutesDocument {
  const { content = [] } = yXmlFragmentToProseMirrorRootNode(live.getXmlFragment(minutesField), minutesSchema).toJSON() as Partial<MinutesDocument>
  return { type: 'doc', content }
}

const nameOf = ({ attrs }: SectionNode): string => `${attrs.key}:${attrs.question ?? ''}`

interface SectionText {
  readonly heading: string
  readonly words: readonly string[]
}

const textsOf = (live: Doc): ReadonlyMap<string, SectionText> =>
  new Map(documentIn(live).content.map((section) => [nameOf(section), { heading: section.attrs.heading, words: plainText(section).split(/\s+/).filter((word) => word !== '') }]))

function editsBetween(before: ReadonlyMap<string, SectionText>, after: ReadonlyMap<string, SectionText>): readonly SectionEdit[] {
  return [...after].flatMap(([name, { heading, words }]) => {
    const edit = editOf(before.get(name)?.words ?? [], words)
    return edit === null ? [] : [{ heading, ...edit }]
  })
}

/** What came and what went between the words that stayed at both ends. */
function editOf(before: readonly string[], after: readonly string[]): Omit<SectionEdit, 'heading'> | null {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const removed = before.slice(start, before.length - end).join(' ')
  const added = after.slice(start, after.length - end).join(' ')
  return removed === '' && added === '' ? null : { removed, added }
}
