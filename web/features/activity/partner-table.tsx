import { getTranslations } from 'next-intl/server'
import type { ActivityFigures } from '#core/activity/figures.ts'
import type { Activity, ActivitySide } from '#core/activity/view-activity.ts'
import { figureWords, type FigureWords } from './present-activity.ts'

export const partnerColumns = ['cases', 'accept', 'inTime', 'rejected', 'noShow', 'signed', 'followed', 'transfers', 'interruptions'] as const
type PartnerColumn = (typeof partnerColumns)[number]

const cellOf: Readonly<Record<PartnerColumn, (figures: ActivityFigures, words: FigureWords) => string>> = {
  cases: ({ cases }, words) => words.number(cases),
  accept: ({ accept }, words) => words.half(accept),
  inTime: ({ inTime }, words) => words.share(inTime),
  rejected: ({ rejected }, words) => words.number(rejected),
  noShow: ({ noShow }, words) => words.number(noShow),
  signed: ({ signedWithinDay }, words) => words.share(signedWithinDay),
  followed: ({ followed }, words) => words.share(followed),
  transfers: ({ transfersAvoided }, words) => words.number(transfersAvoided.done),
  interruptions: ({ interruptions, sessions }, words) => (sessions === 0 ? '–' : words.number(interruptions / sessions)),
}

/** One line for each hospital at the other end, and one for all. */
export async function PartnerTable({ activity, side }: { readonly activity: Activity; readonly side: ActivitySide }) {
  const [t, words] = await Promise.all([getTranslations('activity'), figureWords()])
  const rows = [
    ...activity.partners.map(({ organization, figures }) => ({ id: organization.id, name: organization.name, figures })),
    { id: 'total', name: t('total'), figures: activity.total },
  ]
  return (
    <div role="region" aria-label={t(`partners.${side}`)} tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
      <table className="w-full text-dense">
        <caption className="sr-only">{t(`partners.${side}`)}</caption>
        <thead className="border-b border-line text-left text-quiet">
          <tr>
            <th scope="col" className="px-5 py-2.5 font-medium">{t('column.hospital')}</th>
            {partnerColumns.map((column) => <th key={column} scope="col" className="px-3 py-2.5 text-right font-medium last:pr-5">{t(`column.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ id, name, figures }) => (
            <tr key={id} className={id === 'total' ? 'font-semibold' : undefined}>
              <th scope="row" className="min-w-44 px-5 py-2.5 text-left font-[inherit]">{name}</th>
              {partnerColumns.map((column) => <td key={column} className="tabular px-3 py-2.5 text-right whitespace-nowrap last:pr-5">{cellOf[column](figures, words)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
