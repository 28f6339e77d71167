import type { Actor } from '#core/directory/actor.ts'
import type { Remark, Settlement } from '#core/minutes/remarks.ts'

/** A remark as the screen shows it. */
export interface RemarkView extends Pick<Remark, 'id' | 'authorName' | 'author' | 'kind' | 'section' | 'question' | 'anchor' | 'quote' | 'text'> {
  readonly at: string
  readonly settledAs: Settlement | null
  readonly isMine: boolean
}

/** Presents a remark to one reader. */
export const presentRemark = (remark: Remark, actor: Actor): RemarkView => {
  const { id, author, authorName, kind, section, question, anchor, quote, text, at, settled } = remark
  return {
    id, author, authorName, kind, section, question, anchor, quote, text,
    at: at.toISOString(), settledAs: settled?.as ?? null, isMine: author === actor.practitioner,
  }
}
