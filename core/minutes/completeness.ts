import { emptyBlocks, type BlockName } from './blocks.ts'
import { isWritten, sectionsOf, type MinutesDocument, type SectionKey } from './document.ts'
import type { MinutesForm } from './form.ts'
import { standingDissents, type Remark, type Settlement } from './remarks.ts'
import { sections } from './sections.ts'
import { hasBlank } from './templates.ts'

/** One thing that still stands between the draft and freezing. */
export type Shortcoming =
  | { readonly kind: 'section-empty'; readonly section: SectionKey }
  | { readonly kind: 'question-unanswered'; readonly question: string }
  | { readonly kind: 'block-empty'; readonly section: SectionKey; readonly block: BlockName }
  | { readonly kind: 'blank-left'; readonly section: SectionKey }
  | { readonly kind: 'dissent-left-out'; readonly name: string }
  | { readonly kind: 'chair-is-secretary' }
  | { readonly kind: 'person-listed-twice'; readonly name: string }
  | { readonly kind: 'held-before-admission' }

/** As much of a remark as freezing asks about. */
type Said = Pick<Remark, 'kind' | 'authorName'> & { readonly settled: { readonly as: Settlement } | null }

/** Everything missing or contradictory, in the order of the paper; empty when the minutes may be frozen. */
export function shortcomings(form: MinutesForm, document: MinutesDocument, remarks: readonly Said[] = []): readonly Shortcoming[] {
  return [...peopleFaults(form), ...timeFaults(form), ...emptySections(form, document), ...openQuestions(form, document), ...begunBlocks(document), ...blanksLeft(document), ...dissentsLeftOut(remarks)]
}

function peopleFaults(form: MinutesForm): Shortcoming[] {
  const faults: Shortcoming[] = []
  if (form.chair.practitioner === form.secretary.practitioner) faults.push({ kind: 'chair-is-secretary' })
  const seen = new Set([form.chair.practitioner, form.secretary.practitioner])
  for (const member of form.members) {
    if (seen.has(member.practitioner)) faults.push({ kind: 'person-listed-twice', name: member.name })
    seen.add(member.practitioner)
  }
  return faults
}

function timeFaults(form: MinutesForm): Shortcoming[] {
  const admitted = form.stay.treatedFrom
  return admitted !== null && form.consult.heldAt < admitted ? [{ kind: 'held-before-admission' }] : []
}

/** An addendum has sections of its own; what it adds to is signed already. */
function emptySections(form: MinutesForm, document: MinutesDocument): Shortcoming[] {
  const isAddendum = form.amended !== undefined
  const required = Object.entries(sections).filter(([key, section]) => section.required && key !== 'answer' && (section.printsIn === 'addendum') === isAddendum)
  return required
    .map(([key]) => key as SectionKey)
    .filter((key) => !sectionsOf(document, key).some(isWritten))
    .map((section) => ({ kind: 'section-empty', section }))
}

/** A question is settled by words under it: the answer, or the reason why there is none. */
function openQuestions(form: MinutesForm, document: MinutesDocument): Shortcoming[] {
  if (form.amended !== undefined) return []
  const answers = sectionsOf(document, 'answer')
  return form.questions
    .filter(({ id }) => !answers.some((section) => section.attrs.question === id && isWritten(section)))
    .map(({ id }) => ({ kind: 'question-unanswered', question: id }))
}

/** A block that was begun and left empty would be printed as a label without a word behind it. */
function begunBlocks(document: MinutesDocument): Shortcoming[] {
  return document.content.flatMap((section) =>
    [...new Set(section.content.flatMap(emptyBlocks))].map((block): Shortcoming => ({ kind: 'block-empty', section: section.attrs.key, block })))
}

/** A template's blank is for somebody to fill; one that is left would be printed. */
const blanksLeft = (document: MinutesDocument): Shortcoming[] =>
  [...new Set(document.content.filter(hasBlank).map((section) => section.attrs.key))].map((section) => ({ kind: 'blank-left', section }))

/** A dissenting opinion is written into the minutes (TT 32/2023), or taken back by who gave it. */
const dissentsLeftOut = (remarks: readonly Said[]): Shortcoming[] =>
  standingDissents(remarks).map(({ authorName }) => ({ kind: 'dissent-left-out', name: authorName }))
