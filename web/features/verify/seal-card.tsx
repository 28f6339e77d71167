import { BadgeCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Callout } from '#web/ui/callout.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { SealView } from './present-seal.ts'

const tones = { damaged: 'danger', returned: 'danger', amended: 'warning', signed: 'success', signing: 'warning' } as const
const roles = { secretary: 'role.secretary', member: 'role.member', chair: 'role.chair', organization: 'role.organization' } as const

/** What is kept of one version: who signed what and when, and what came after it. */
export function SealCard({ seal }: { readonly seal: SealView }) {
  const t = useTranslations('verify')
  const given = seal.signers.filter((one) => one.signedAt !== null).length
  return (
    <section className="mb-8 flex flex-col gap-4" aria-labelledby="seal">
      <div>
        <h2 id="seal" className="text-head font-semibold">{t(seal.isAddendum ? 'seal.addendumName' : 'seal.name', { code: seal.code, version: seal.version })}</h2>
        <p className="text-quiet">{seal.hospital}</p>
      </div>
      <Callout tone={tones[seal.standing]} title={t(`seal.standing.${seal.standing}`, { given, all: seal.signers.length })}>
        {t(`seal.meaning.${seal.isAddendum && seal.standing === 'signed' ? 'addendum' : seal.standing}`)}
        {seal.amends !== null && <span className="mt-1 block"><TextLink href={`/verify/${seal.amends}`}>{t('seal.original')}</TextLink></span>}
      </Callout>
      <ol className="flex flex-col gap-3">
        {seal.signers.map((signer) => (
          <li key={signer.field} className="flex items-start gap-3 text-dense">
            {signer.signedAt === null
              ? <CircleDashed aria-hidden className="mt-0.5 size-5 shrink-0 text-faint" />
              : <BadgeCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />}
            <span>
              <span className="block font-semibold">{signer.name}</span>
              <span className="block text-quiet">{signer.role in roles ? t(roles[signer.role as keyof typeof roles]) : ''} · {signer.organization}</span>
              {signer.standIn !== null && <span className="block text-quiet">{t('seal.standIn', { name: signer.standIn })}</span>}
              {signer.signedAt === null ? <span className="block text-quiet">{t('seal.unsigned')}</span> : <Moment at={signer.signedAt} format="long" className="block" />}
            </span>
          </li>
        ))}
      </ol>
      {seal.later.length > 0 && (
        <ul className="flex flex-col gap-1 text-dense">
          {seal.later.map((one) => (
            <li key={one.id}>
              <TextLink href={`/verify/${one.id}`}>{t(one.isAddendum ? 'seal.addendum' : 'seal.laterVersion', { version: one.version })}</TextLink>
              {one.signedAt !== null && <> · <Moment at={one.signedAt} format="date" /></>}
            </li>
          ))}
        </ul>
      )}
      <dl className="text-small text-quiet">
        {seal.sealed !== null && <div><dt className="inline">SHA-256: </dt><dd className="inline tabular break-all">{seal.sealed}</dd></div>}
        {seal.lastCheck !== null && <div><dt className="inline">{t('seal.lastCheck')} </dt><dd className="inline"><Moment at={seal.lastCheck} format="long" /></dd></div>}
      </dl>
    </section>
  )
}
