'use client'

import { Siren } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { makePart } from '#web/ui/part.tsx'

const [Form] = makePart(() => import('./emergency-form.tsx').then((part) => part.EmergencyForm))

/** GỌI CẤP CỨU, on every screen. The clock begins with the press. */
export function EmergencyButton({ floating = false }: { readonly floating?: boolean }) {
  const t = useTranslations('emergency')
  const [pressedAt, setPressedAt] = useState<number | null>(null)
  return (
    <Dialog
      open={pressedAt !== null}
      onOpenChange={(open) => setPressedAt(open ? performance.now() : null)}
      title={t('form.title')}
      description={t('form.hint')}
      size="lg"
      trigger={
        <Button variant="emergency" icon={<Siren />} className={floating ? 'shadow-pop' : 'max-md:aspect-square max-md:px-0'} aria-label={t('button')}>
          <span className={floating ? undefined : 'max-md:sr-only'}>{t('button')}</span>
        </Button>
      }
    >
      {pressedAt !== null && <Form wanted given={{ pressedAt }} />}
    </Dialog>
  )
}
