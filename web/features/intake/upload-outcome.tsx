import { useTranslations } from 'next-intl'
import type { IntakeFault, IntakeOutcome } from '#core/imaging/intake.ts'
import { Callout } from '#web/ui/callout.tsx'

const namesShown = 5

/** Files turned away, by reason: a hundred broken slices are one sentence, not a hundred. */
function Refused({ refused }: Pick<IntakeOutcome, 'refused'>) {
  const t = useTranslations('intake')
  const byFault = new Map<IntakeFault, string[]>()
  for (const { name, fault } of refused) byFault.set(fault, [...(byFault.get(fault) ?? []), name === '' ? t('wholeFile') : name])
  return (
    <Callout tone="danger" title={t('refused', { count: refused.length })}>
      <ul className="grid gap-3">
        {[...byFault].map(([fault, names]) => (
          <li key={fault}>
            <p>{t(`fault.${fault}`)}</p>
            <p className="text-dense break-all text-quiet">
              {names.slice(0, namesShown).join(' · ')}
              {names.length > namesShown && ` ${t('more', { count: names.length - namesShown })}`}
            </p>
          </li>
        ))}
      </ul>
    </Callout>
  )
}

/** What became of an upload: what was added, what was there already, what was turned away and why. */
export function UploadOutcome({ outcome }: { readonly outcome: IntakeOutcome }) {
  const t = useTranslations('intake')
  const { images, series, media, known, refused, otherIdentity } = outcome
  const isEmpty = images + media + known === 0
  return (
    <div className="grid gap-3" role="status">
      {isEmpty ? <Callout tone="warning">{t('nothingAdded')}</Callout> : (
        <Callout tone="success">
          {images > 0 && <p>{t('addedImages', { images, series })}</p>}
          {media > 0 && <p>{t('addedMedia', { media })}</p>}
          {known > 0 && <p>{t('known', { count: known })}</p>}
        </Callout>
      )}
      {otherIdentity !== null && <Callout tone="warning">{t('otherIdentity', { identity: otherIdentity })}</Callout>}
      {refused.length > 0 && <Refused refused={refused} />}
    </div>
  )
}
