import { getTranslations } from 'next-intl/server'
import { Card } from '#web/ui/card.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { departmentColumns, peopleColumns } from './directory-csv.ts'
import { TakeInDirectory } from './take-in-directory.tsx'

/** Departments and people of the own hospital from a spreadsheet: looked at first, then taken in. */
export async function DirectoryPage() {
  const t = await getTranslations('directory')
  const lists = [
    { id: 'departments', columns: departmentColumns, sample: 'K19;Khoa Ngoại tiêu hóa' },
    { id: 'people', columns: peopleColumns, sample: '000123/BYT-CCHN;Nguyễn Văn An;BSCKI.;K19;bác sĩ;Ngoại tổng hợp;0912 345 678;' },
  ] as const
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-6">
        <TakeInDirectory />
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
