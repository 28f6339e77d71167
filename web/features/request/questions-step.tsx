'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Input } from '#web/ui/input.tsx'
import type { RequestDraft } from './request-draft.ts'
import { nextQuestionId } from './request-draft.ts'
import { StepCard } from './step-card.tsx'
import type { Patch } from './use-request-draft.ts'

const suggestions = ['diagnosis', 'treatment', 'surgery', 'transfer'] as const

/** Step 2: numbered questions; each gets its own answer in the minutes. */
export function QuestionsStep({ draft, patch }: { readonly draft: RequestDraft; readonly patch: Patch }) {
  const t = useTranslations('request')
  const list = useRef<HTMLOListElement>(null)
  const { questions } = draft
  const write = (id: string, text: string): void => patch({ questions: questions.map((one) => (one.id === id ? { id, text } : one)) })
  const focusLast = (): void => {
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-of-type input')?.focus())
  }
  const add = (text: string): void => {
    const blank = questions.find((one) => one.text.trim() === '')
    if (blank && text !== '') write(blank.id, text)
    else {
      patch({ questions: [...questions, { id: nextQuestionId(questions), text }] })
      if (text === '') focusLast()
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    add('')
  }
  return (
    <StepCard id="questions" number={2} title={t('step.questions')} hint={t('questionsHint')}>
      <ol ref={list} className="grid gap-2">
        {questions.map((one, index) => (
          <li key={one.id} className="flex items-center gap-2">
            <div className="min-w-0 flex-1">
              <Input
                value={one.text}
                aria-label={t('question', { number: index + 1 })}
                placeholder={t('questionPlaceholder')}
                prefix={<span className="tabular font-semibold">{index + 1}</span>}
                onChange={(event) => write(one.id, event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
            </div>
            {questions.length > 1 && (
              <IconButton label={t('removeQuestion', { number: index + 1 })} icon={<Trash2 />} onClick={() => patch({ questions: questions.filter((each) => each.id !== one.id) })} />
            )}
          </li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button size="sm" variant="quiet" icon={<Plus />} onClick={() => add('')}>{t('addQuestion')}</Button>
        <span className="text-dense text-quiet">{t('suggestions')}:</span>
        {suggestions.filter((key) => !questions.some((one) => one.text === t(`suggestion.${key}`))).map((key) => (
          <Button key={key} size="sm" onClick={() => add(t(`suggestion.${key}`))} className="h-auto min-h-8 py-1 text-left font-normal">{t(`suggestion.${key}`)}</Button>
        ))}
      </div>
    </StepCard>
  )
}
