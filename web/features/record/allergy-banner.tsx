import { ShieldCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Allergy } from '#core/record/patient-record.ts'
import { classNames } from '#web/ui/class-names.ts'

/** Allergies where nobody can miss them; that none is recorded is said too. */
export function AllergyBanner({ allergies, className }: { readonly allergies: readonly Allergy[]; readonly className?: string }) {
  const t = useTranslations('record')
  if (allergies.length === 0) {
    return (
      <p className={classNames('flex items-center gap-2 text-dense text-quiet', className)}>
        <ShieldCheck aria-hidden className="size-4 shrink-0" />
        {t('noAllergies')}
      </p>
    )
  }
  return (
    <section aria-label={t('allergies')} className={classNames('flex items-start gap-3 rounded-card border border-danger/30 bg-danger-wash px-4 py-3', className)}>
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-0">
        <h2 className="font-semibold text-danger">{t('allergies')}</h2>
        <ul className="flex flex-wrap gap-x-6 gap-y-0.5">
          {allergies.map((one) => (
            <li key={one.id}>
              <span className="font-semibold">{one.substance}</span>
              {' · '}{one.reaction}
              {one.criticality === 'high' && <span className="font-semibold text-danger">{' · '}{t('highCriticality')}</span>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
