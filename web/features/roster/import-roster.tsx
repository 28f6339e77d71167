'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { importRoster } from './actions.ts'

/** Takes a CSV of shifts, all of it or nothing. */
export function ImportRoster() {
  const t = useTranslations('roster')
  const router = useRouter()
  const refusal = useRefusal()
  const picker = useRef<HTMLInputElement>(null)
  const [pending, setPending] = useState(false)
  const take = async (file: File): Promise<void> => {
    setPending(true)
    const answer = await importRoster({ text: await file.text() })
    setPending(false)
    if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
    else if (answer.value.fault !== null) notify.error(t('importFault', { line: answer.value.fault.line, column: answer.value.fault.column }))
    else {
      notify.success(t('imported', { count: answer.value.count }))
      router.refresh()
    }
  }
  return (
    <>
      <Button icon={<Upload />} pending={pending} onClick={() => picker.current?.click()}>{t('import')}</Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv"
        aria-label={t('import')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) void take(file)
        }}
      />
    </>
  )
}
