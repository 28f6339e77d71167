import { BellRing } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { Card } from '#web/ui/card.tsx'
import { NotifyForm } from './notify-form.tsx'
import { PushDevices } from './push-devices.tsx'

/** How a person is told when no page is open. */
export async function NotifyCard({ viewer, device }: { readonly viewer: Viewer; readonly device: string }) {
  const t = await getTranslations('notifications')
  const { preference, subscriptions } = await portal().viewContact(viewer.actor)
  const { pushKey, mail } = portal().waysToTell
  return (
    <Card icon={<BellRing aria-hidden />} title={t('title')} description={t('description')}>
      <div className="grid gap-6">
        <p className="text-dense font-semibold">{t('emergency')}</p>
        <NotifyForm
          address={viewer.person.email}
          mailPossible={mail}
          pushPossible={pushKey !== null}
          given={{ mail: preference.mailTo !== null, push: [...preference.topics.push], mailTopics: [...preference.topics.mail], quiet: preference.quiet, digestAt: preference.digestAt }}
        />
        <PushDevices
          pushKey={pushKey}
          device={device}
          devices={subscriptions.map(({ id, device: name, addedAt }) => ({ id, name, addedAt: addedAt.toISOString() }))}
        />
      </div>
    </Card>
  )
}
