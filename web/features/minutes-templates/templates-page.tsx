import { getTranslations } from 'next-intl/server'
import { specialtyCodes, type SpecialtyCode } from '#core/directory/directory.ts'
import type { KeptTemplates } from '#core/minutes/keep-templates.ts'
import { blank } from '#core/minutes/templates.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { TemplateForm } from './template-form.tsx'

interface TemplatesPageProps {
  readonly kept: KeptTemplates
  readonly chosen: SpecialtyCode | null
}

/** The hospital's templates: one for every specialty that wants its own, and a general one. */
export async function TemplatesPage({ kept, chosen }: TemplatesPageProps) {
  const t = await getTranslations('minutesTemplates')
  const words = await getTranslations('caseWords')
  const template = kept.templates.find(({ specialty }) => specialty === chosen)
  const author = template === undefined ? undefined : kept.savedBy.get(template.savedBy)
  const nameOf = (specialty: SpecialtyCode | null): string => (specialty === null ? t('general') : words(`specialty.${specialty}`))
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <nav aria-label={t('specialties')} className="rounded-card border border-line bg-surface p-2">
          <ul className="grid gap-0.5 max-lg:grid-cols-2">
            {[null, ...specialtyCodes].map((specialty) => (
              <li key={specialty ?? 'general'}>
                <Link
                  href={specialty === null ? '/minutes-templates' : `/minutes-templates?specialty=${specialty}`}
                  aria-current={specialty === chosen ? 'page' : undefined}
                  className={classNames('flex items-center justify-between gap-2 rounded-control px-3 py-2 text-dense', specialty === chosen && 'bg-jade-wash font-semibold')}
                >
                  {nameOf(specialty)}
                  {kept.templates.some((one) => one.specialty === specialty) && <Badge tone="jade">{t('has')}</Badge>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Card
          title={nameOf(chosen)}
          description={template === undefined
            ? t('none')
            : <>{t('savedBy')} {author === undefined ? '—' : <PersonName name={author.name} title={author.title} />}, <Moment at={template.savedAt} /></>}
        >
          <Callout tone="info" title={t('blank.title', { blank })} className="mb-5">{t('blank.what', { blank })}</Callout>
          <TemplateForm key={chosen ?? 'general'} specialty={chosen} texts={template?.texts ?? {}} exists={template !== undefined} />
        </Card>
      </div>
    </>
  )
}
