import { FileCheck2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { minutesFileAddress } from './minutes-file-address.ts'
import type { SignedBeforeView } from './present-signing.ts'

/** The minutes and addenda that were signed before this one; all of them are read together. */
export function SignedBefore({ caseId, versions }: { readonly caseId: string; readonly versions: readonly SignedBeforeView[] }) {
  const t = useTranslations('minutes.amend')
  if (versions.length === 0) return null
  return (
    <Card title={t('before')} icon={<FileCheck2 />}>
      <ul className="flex flex-col gap-2 text-dense">
        {versions.map(({ version, code, isAddendum, sealed, signedAt }) => (
          <li key={version}>
            <TextLink href={minutesFileAddress({ caseId, version, sealed })}>{t(isAddendum ? 'addendumPdf' : 'originalPdf', { code })}</TextLink>
            <span className="block text-quiet">{t('signedAt')} <Moment at={signedAt} /></span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
