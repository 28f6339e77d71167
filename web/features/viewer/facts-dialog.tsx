'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input } from '#web/ui/input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { matchesWithoutMarks } from '#web/ui/vietnamese-name.ts'
import type { Attribute } from './engine/viewer-engine.ts'

interface FactsDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly attributes: readonly Attribute[]
}

/** Everything that the picture says about itself, to be searched. */
export function FactsDialog({ open, onOpenChange, attributes }: FactsDialogProps) {
  const t = useTranslations('viewer')
  const [sought, setSought] = useState('')
  const found = sought.trim() === '' ? attributes : attributes.filter(({ tag, keyword, value }) => matchesWithoutMarks(`${tag} ${keyword} ${value}`, sought))
  return (
    <Dialog size="lg" open={open} onOpenChange={onOpenChange} title={t('facts')} description={t('factsCount', { count: attributes.length })}>
      <Input value={sought} onChange={(event) => setSought(event.currentTarget.value)} placeholder={t('factsSearch')} aria-label={t('factsSearch')} className="mb-3" />
      <table className="w-full text-small">
        <thead className="text-left text-quiet">
          <tr><th scope="col" className="pr-2 font-medium">{t('tag')}</th><th scope="col" className="pr-2 font-medium">{t('keyword')}</th><th scope="col" className="font-medium">{t('value')}</th></tr>
        </thead>
        <tbody>
          {found.map(({ tag, keyword, value, depth }, at) => (
            <tr key={`${tag}-${at}`} className="border-t border-line align-top">
              <td className="pr-2 font-mono whitespace-nowrap text-quiet" style={{ paddingLeft: depth * 12 }}>{tag}</td>
              <td className="pr-2 break-all">{keyword}</td>
              <td className="break-all">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
