'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState, type ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Input } from '#web/ui/input.tsx'

interface Question {
  readonly given: string
  readonly answer: (text: string | null) => void
}

/** Asks for a few words in a dialog; the engine waits for them before it draws an arrow. */
export function useAskedText(): { readonly ask: (given: string) => Promise<string | null>; readonly dialog: ReactNode } {
  const t = useTranslations('viewer')
  const [question, setQuestion] = useState<Question | null>(null)
  const ask = useCallback((given: string) => new Promise<string | null>((resolve) => setQuestion({ given, answer: resolve })), [])
  const answer = (text: string | null): void => {
    question?.answer(text)
    setQuestion(null)
  }
  const dialog = (
    <Dialog size="sm" title={t('note')} open={question !== null} onOpenChange={(open) => (open ? undefined : answer(null))}>
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const text = new FormData(event.currentTarget).get('note')
          answer(typeof text === 'string' && text.trim() !== '' ? text.trim() : null)
        }}
      >
        <Input name="note" defaultValue={question?.given} maxLength={200} autoFocus aria-label={t('note')} />
        <Button type="submit" variant="primary">{t('noteDone')}</Button>
      </form>
    </Dialog>
  )
  return { ask, dialog }
}
