import { Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { RosterFacts, RosterPerson } from './present-roster.ts'

/** Who is on duty at this moment, department by department, and whether a ring would reach their eyes. */
export function OnDutyNow({ roster }: { readonly roster: RosterFacts }) {
  const t = useTranslations('roster')
  const groups = roster.departments
    .map((department) => ({ department, shifts: roster.shifts.filter((shift) => shift.now && shift.department === department.id).toSorted((a, b) => a.position - b.position) }))
    .filter((group) => group.shifts.length > 0)
  return (
    <section aria-labelledby="now">
      <h2 id="now" className="mb-3 text-head font-semibold">{t('now')}</h2>
      {groups.length === 0 && roster.extra.length === 0 && <p className="rounded-card border border-line bg-warning-wash px-5 py-4 text-warning">{t('nobodyNow')}</p>}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {groups.map(({ department, shifts }) => (
          <li key={department.id} className="rounded-card border border-line bg-surface p-4">
            <h3 className="mb-2 text-dense font-semibold text-quiet">{department.name}</h3>
            <ul className="grid gap-2.5">
              {shifts.map((shift) => <PersonLine key={shift.id} person={shift.person} position={shift.position} away={shift.away} />)}
            </ul>
          </li>
        ))}
        {roster.extra.length > 0 && (
          <li className="rounded-card border border-line bg-surface p-4">
            <h3 className="mb-2 text-dense font-semibold text-quiet">{t('switchedOn')}</h3>
            <ul className="grid gap-2.5">{roster.extra.map((one) => <PersonLine key={one.id} person={one} position={null} away={false} />)}</ul>
          </li>
        )}
      </ul>
    </section>
  )
}

function PersonLine({ person, position, away }: { readonly person: RosterPerson; readonly position: number | null; readonly away: boolean }) {
  const t = useTranslations('roster')
  return (
    <li className="flex items-center gap-3">
      <Avatar name={person.name} presence={person.reachable ? 'online' : 'offline'} />
      <span className="min-w-0 flex-1">
        <PersonName name={person.name} title={person.title} className="block font-semibold" />
        <span className="flex flex-wrap items-center gap-x-2 text-small text-quiet">
          {position !== null && <span>{t('position', { position })}</span>}
          <span>{person.reachable ? t('reachable') : t('notReachable')}</span>
          {person.onDuty && <Badge tone="jade">{t('onDuty')}</Badge>}
          {away && <Badge tone="gold">{t('away')}</Badge>}
        </span>
      </span>
      {person.phone !== null && (
        <a href={`tel:${person.phone.replaceAll(' ', '')}`} className="tabular flex shrink-0 items-center gap-1.5 text-dense font-semibold text-jade-ink hover:underline">
          <Phone aria-hidden className="size-4" />{person.phone}
        </a>
      )}
    </li>
  )
}
