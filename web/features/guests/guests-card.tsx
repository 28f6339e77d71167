import { UserRoundPlus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { GuestStanding } from '#core/guest/guest.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import { Badge, type BadgeTone } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { WithdrawGuest } from './withdraw-guest.tsx'

const tones: Readonly<Record<GuestStanding, BadgeTone>> = { invited: 'gold', arrived: 'jade', withdrawn: 'neutral', expired: 'neutral' }

/** People without an account at this session, for those who may invite them; nothing for anybody else. */
export async function GuestsCard({ actor, caseId }: { readonly actor: Actor; readonly caseId: CaseId }) {
  const guests = await portal().viewGuests(actor, caseId)
  if (guests === null) return null
  const t = await getTranslations('guests')
  return (
    <Card title={t('title')} icon={<UserRoundPlus />} footer={<InviteDialog caseId={caseId} />}>
      {guests.length === 0 ? <p className="text-quiet">{t('none')}</p> : (
        <ul className="grid gap-3">
          {guests.map(({ guest, standing }) => (
            <li key={guest.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-40">
                <span className="block font-medium">{guest.name}</span>
                <span className="block text-dense text-quiet">{t(`role.${guest.role}`)} · {guest.workplace}</span>
              </span>
              <Badge tone={tones[standing]}>{t(`standing.${standing}`)}</Badge>
              {(standing === 'invited' || standing === 'arrived') && <WithdrawGuest caseId={caseId} guest={guest.id} name={guest.name} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
