'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { retentionKinds } from '#core/retention/retention.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { releaseRecord, setRetentionKind } from './actions.ts'
import { HoldDialog } from './hold-dialog.tsx'
import type { RetentionRow } from './present-retention.ts'

/** Which kind of record it is; whoever may not change it reads it. */
export function RecordKind({ row, mayManage }: { readonly row: RetentionRow; readonly mayManage: boolean }) {
  const t = useTranslations('retention')
  const refusal = useRefusal()
  const router = useRouter()
  if (!mayManage || row.state === 'released') return <>{t(`kind.${row.kind}`)}</>
  const change = async (value: string): Promise<void> => {
    const kind = retentionKinds.find((one) => one === value)
    if (kind === undefined) return
    const answer = await setRetentionKind({ case: row.id, kind })
    if (answer.ok) router.refresh()
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <Select
      aria-label={t('kindOf', { code: row.code })}
      options={retentionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      value={row.kind}
      onValueChange={(value) => void change(value)}
    />
  )
}

/** What may be done about one record: hold it, lift the own hold, confirm that its time has passed. */
export function RecordActions({ row, mayManage }: { readonly row: RetentionRow; readonly mayManage: boolean }) {
  const t = useTranslations('retention')
  const refusal = useRefusal()
  const router = useRouter()
  const own = row.holds.find((hold) => hold.own)
  const release = async (): Promise<void> => {
    const answer = await releaseRecord({ case: row.id })
    if (answer.ok) router.refresh()
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {mayManage && row.mayRelease && (
        <AlertDialog
          title={t('release.title', { code: row.code })} description={t('release.what')} confirmLabel={t('release.confirm')} onConfirm={release}
          trigger={<Button size="sm">{t('release.open')}</Button>}
        />
      )}
      {own === undefined
        ? <HoldDialog caseId={row.id} code={row.code} trigger={<Button size="sm" variant="quiet">{t('place.open')}</Button>} />
        : <HoldDialog caseId={row.id} code={row.code} hold={own.id} trigger={<Button size="sm" variant="quiet">{t('lift.open')}</Button>} />}
    </span>
  )
}
