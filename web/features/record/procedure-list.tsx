import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { RecordView } from './present-record.ts'

/** Operations and interventions that the patient had, the latest first. */
export function ProcedureList({ procedures }: Pick<RecordView, 'procedures'>) {
  const t = useTranslations('record')
  return (
    <ul className="divide-y divide-line">
      {procedures.map((one) => (
        <li key={one.id} className="py-2 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{one.display}</span>
            {one.code !== '' && <span className="tabular font-mono text-dense text-quiet">{one.code}</span>}
            {one.status !== 'completed' && <Badge tone="gold">{t(`procedureStatus.${one.status}`)}</Badge>}
            <Moment at={one.performedAt} className="ml-auto text-dense text-quiet" />
          </div>
          {one.note !== '' && <p className="text-dense break-words whitespace-pre-line text-quiet">{one.note}</p>}
        </li>
      ))}
    </ul>
  )
}
