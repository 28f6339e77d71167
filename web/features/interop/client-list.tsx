'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { revokeClient } from './actions.ts'
import type { ClientView } from './client-view.ts'

/** The systems that were let in, each with what it may do and a way to shut it out. */
export function ClientList({ clients }: { readonly clients: readonly ClientView[] }) {
  const t = useTranslations('interop')
  const refusal = useRefusal()
  const router = useRouter()
  const revoke = async (id: string): Promise<void> => {
    const answer = await revokeClient({ id })
    if (!answer.ok) notify.error(refusal(answer.code))
    router.refresh()
  }
  return (
    <ul className="divide-y divide-line">
      {clients.map((client) => (
        <li key={client.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <div className="min-w-48 flex-1">
            <p className="font-semibold">{client.name}</p>
            <p className="font-mono text-small break-all text-quiet">{client.id}</p>
            <ul className="text-dense text-quiet">{client.grants.map((grant) => <li key={grant}>{t(`scope.${grant}`)}</li>)}</ul>
          </div>
          <span className="text-dense text-quiet">{t('issuedAt')} <Moment at={client.createdAt} /></span>
          <Badge tone={client.isRevoked ? 'slate' : 'jade'}>{client.isRevoked ? t('revoked') : t('active')}</Badge>
          {!client.isRevoked && (
            <AlertDialog
              trigger={<Button variant="danger" size="sm">{t('revoke')}</Button>}
              title={t('revokeTitle', { name: client.name })}
              description={t('revokeHint')}
              confirmLabel={t('revoke')}
              tone="danger"
              onConfirm={() => revoke(client.id)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
