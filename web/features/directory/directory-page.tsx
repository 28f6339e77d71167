import { Users } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Input } from '#web/ui/input.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Pagination } from '#web/ui/pagination.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { departmentColumns, peopleColumns } from './directory-csv.ts'
import type { DirectoryFacts, PersonLine } from './present-directory.ts'
import { TakeInDirectory } from './take-in-directory.tsx'

/** Departments and people of the own hospital: those there are, and more from a spreadsheet, looked at first, then taken in. */
export async function DirectoryPage({ facts }: { readonly facts: DirectoryFacts }) {
  const t = await getTranslations('directory')
  const lists = [
    { id: 'departments', columns: departmentColumns, sample: 'K22;Khoa Ngoại tiêu hóa' },
    { id: 'people', columns: peopleColumns, sample: '000123/BYT-CCHN;Nguyễn Văn An;BSCKI.;K22;bác sĩ;Ngoại tổng hợp;0912 345 678;' },
  ] as const
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-6">
        <TakeInDirectory />
        <div>
          <People facts={facts} />
          <Pagination page={facts.page} pageCount={facts.pageCount} />
        </div>
        <Departments departments={facts.departments} />
        <Card title={t('shape.title')} description={t('shape.hint')}>
          <div className="grid gap-4">
            {lists.map(({ id, columns, sample }) => (
              <div key={id}>
                <h3 className="text-dense font-semibold">{t(`shape.${id}`)}</h3>
                <pre className="mt-1 overflow-x-auto rounded-control bg-sunken px-3 py-2 text-dense" tabIndex={0} lang="vi">{columns.join(';')}{'\n'}{sample}</pre>
                <p className="mt-1 text-dense text-quiet">{t(`shape.${id}Rules`)}</p>
              </div>
            ))}
          </div>
        </Card>
      </div>
    </>
  )
}

async function People({ facts: { text, found, people } }: { readonly facts: DirectoryFacts }) {
  const t = await getTranslations('directory')
  const [role, specialty] = [await getTranslations('shell.role'), await getTranslations('caseWords.specialty')]
  return (
    <DataTable
      id="directory"
      caption={t('people.title')}
      countLabel={t('people.count', { count: found })}
      columns={[
        { id: 'person', header: t('people.person') },
        { id: 'department', header: t('people.department') },
        { id: 'roles', header: t('people.roles'), hideBelow: 'md' },
        { id: 'specialties', header: t('people.specialties'), hideBelow: 'lg' },
        { id: 'phone', header: t('people.phone'), hideBelow: 'xl' },
      ]}
      rows={people.map((one) => ({
        id: one.id,
        label: one.name,
        cells: {
          person: <PersonCell person={one} />,
          department: <>{one.department}{one.isHead && <Badge tone="jade" className="ml-2">{t('people.head')}</Badge>}</>,
          roles: one.roles.map((each) => role(each)).join(', '),
          specialties: one.specialties.map((each) => specialty(each)).join(', '),
          phone: one.phone,
        },
      }))}
      toolbar={<form method="get" role="search" className="w-80 max-w-full"><Input type="search" name="q" defaultValue={text} aria-label={t('people.search')} placeholder={t('people.search')} /></form>}
      empty={<EmptyState icon={<Users />} title={t(text === '' ? 'people.none' : 'people.notFound')} description={t(text === '' ? 'people.noneHint' : 'people.notFoundHint')} />}
    />
  )
}

function PersonCell({ person: { name, title, licenceNumber } }: { readonly person: PersonLine }) {
  return (
    <>
      <PersonName name={name} title={title === '' ? undefined : title} className="font-medium" />
      {licenceNumber !== null && <span className="block text-small text-quiet">{licenceNumber}</span>}
    </>
  )
}

async function Departments({ departments }: Pick<DirectoryFacts, 'departments'>) {
  const t = await getTranslations('directory')
  if (departments.length === 0) return null
  return (
    <Card title={t('departments.title', { count: departments.length })}>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
        {departments.map(({ code, name, people }) => (
          <li key={code} className="flex items-baseline gap-3">
            <span className="tabular w-9 shrink-0 text-dense text-quiet">{code}</span>
            <span className="min-w-0 flex-1">{name}</span>
            <span className="text-dense text-quiet">{t('departments.people', { count: people })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
