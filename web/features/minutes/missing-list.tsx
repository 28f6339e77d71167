import type { Editor } from '@tiptap/react'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Shortcoming } from '#core/minutes/completeness.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { sections } from '#core/minutes/sections.ts'
import { goToShortcoming, isInText } from './go-to-shortcoming.ts'

interface MissingListProps {
  readonly form: MinutesForm
  readonly missing: readonly Shortcoming[]
  /** Where the text is written; null for whoever only reads it. */
  readonly editor: Editor | null
}

/** What still stands between the draft and its signatures, in the order of the paper; for whoever writes, the way to each section. */
export function MissingList({ form, missing, editor }: MissingListProps) {
  const t = useTranslations('minutes')
  if (missing.length === 0) {
    return (
      <p className="flex items-center gap-2 text-dense font-medium text-success">
        <CircleCheck aria-hidden className="size-4" /> {t('missing.none')}
      </p>
    )
  }
  const words = (one: Shortcoming): string => {
    switch (one.kind) {
      case 'section-empty':
        return t('missing.section', { section: sections[one.section].heading })
      case 'question-unanswered':
        return t('missing.question', { number: form.questions.findIndex(({ id }) => id === one.question) + 1 })
      case 'block-empty':
        return t('missing.block', { block: t(`blocks.${one.block}`), section: sections[one.section].heading })
      case 'blank-left':
        return t('missing.blank', { section: sections[one.section].heading })
      case 'dissent-left-out':
        return t('missing.dissent', { name: one.name })
      case 'chair-is-secretary':
        return t('missing.chairIsSecretary')
      case 'person-listed-twice':
        return t('missing.listedTwice', { name: one.name })
      case 'held-before-admission':
        return t('missing.heldBeforeAdmission')
    }
  }
  return (
    <ul className="flex flex-col gap-1.5 text-dense">
      {missing.map((one) => (
        <li key={words(one)} className="flex gap-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          {editor !== null && isInText(one)
            ? <button type="button" onClick={() => goToShortcoming(editor, one)} className="text-left underline decoration-line-strong underline-offset-2 hover:decoration-current">{words(one)}</button>
            : words(one)}
        </li>
      ))}
    </ul>
  )
}
