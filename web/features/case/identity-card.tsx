import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '#web/ui/card.tsx'
import { MaskDialog, UnmaskDialog } from './mask-dialogs.tsx'
import type { CaseView } from './present-case.ts'

/** Whether the patient's identity is masked in this case, for whom, and the switch for those who may turn it. */
export function IdentityCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage.identity')
  const { masked, hidden, mayChange } = view.identity
  if (!masked && !mayChange) return null
  const footer = mayChange && (masked ? <UnmaskDialog caseId={view.id} /> : <MaskDialog caseId={view.id} />)
  return (
    <Card title={t('title')} icon={masked ? <EyeOff /> : <Eye />} {...(footer !== false && { footer })}>
      <p className="text-quiet">{t(hidden ? 'hidden' : masked ? 'on' : 'off')}</p>
    </Card>
  )
}
