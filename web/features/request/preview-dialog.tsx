'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { SnapshotSelection } from '#core/record/snapshot.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { SkeletonRows } from '#web/ui/skeleton.tsx'

/** What the other hospital would see, drawn by the server; the page that composes the form gives it. */
export type PreviewSnapshot = (input: { readonly case: string; readonly selection: SnapshotSelection }) => Promise<
  { readonly ok: true; readonly value: { readonly sheet: ReactNode; readonly withheld: number } } | { readonly ok: false; readonly code: string }
>

interface PreviewDialogProps {
  readonly caseId: string
  readonly selection: SnapshotSelection
  readonly preview: PreviewSnapshot
  readonly icon: ReactNode
  readonly label: string
}

type Shown = { readonly sheet: ReactNode; readonly withheld: number } | 'failed' | null

/** A look at exactly what would be sent, built anew at each opening. */
export function PreviewDialog({ caseId, selection, preview, icon, label }: PreviewDialogProps) {
  const t = useTranslations('request')
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<Shown>(null)
  const change = (next: boolean): void => {
    setOpen(next)
    setShown(null)
    if (next) void look()
  }
  const look = async (): Promise<void> => {
    const answer = await preview({ case: caseId, selection }).catch(() => null)
    setShown(answer?.ok === true ? answer.value : 'failed')
  }
  return (
    <>
      <Button icon={icon} onClick={() => change(true)}>{label}</Button>
      <Dialog open={open} onOpenChange={change} title={t('previewTitle')} size="xl">
        {shown === null && <SkeletonRows rows={8} />}
        {shown === 'failed' && <Callout tone="warning">{t('previewFailed')}</Callout>}
        {shown !== null && shown !== 'failed' && (
          <div className="grid gap-4">
            <Callout tone="info">{t('previewNote', { withheld: shown.withheld })}</Callout>
            {shown.sheet}
          </div>
        )}
      </Dialog>
    </>
  )
}
