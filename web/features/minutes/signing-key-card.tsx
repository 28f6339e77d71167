import { KeyRound } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { portal } from '#web/server/compose.ts'
import type { Viewer } from '#web/server/session.ts'
import { Card } from '#web/ui/card.tsx'
import { KeySetup } from './key-setup.tsx'

/** The person's signing key at the hospital they act for: made once, ahead of the first minutes that wait for it. */
export async function SigningKeyCard({ viewer }: { readonly viewer: Viewer }) {
  const t = await getTranslations('minutes.key')
  const hasKey = await portal().hasSigningKey(viewer.actor)
  return (
    <Card title={t('card')} icon={<KeyRound />}>
      {hasKey ? <p className="text-quiet">{t('has', { hospital: viewer.membership.organization.name })}</p> : <KeySetup />}
    </Card>
  )
}
