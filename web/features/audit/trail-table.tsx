import { getTranslations } from 'next-intl/server'
import { Moment } from '#web/ui/moment.tsx'
import { eventWords } from './event-words.ts'
import type { TrailLineView } from './present-trail.ts'

/** Who did what and when, one event a line. */
export async function TrailTable({ lines }: { readonly lines: readonly TrailLineView[] }) {
  const [t, words] = await Promise.all([getTranslations('audit'), eventWords()])
  const head = 'px-3 py-2 text-left text-dense font-semibold text-quiet first:pl-5 last:pr-5 print:px-1 print:py-1'
  const cell = 'px-3 py-2 align-top text-dense first:pl-5 last:pr-5 print:px-1 print:py-1'
  return (
    <div role="group" aria-label={t('title')} tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={head}>{t('column.at')}</th>
            <th scope="col" className={head}>{t('column.who')}</th>
            <th scope="col" className={head}>{t('column.hospital')}</th>
            <th scope="col" className={head}>{t('column.what')}</th>
            <th scope="col" className={head}>{t('column.about')}</th>
            <th scope="col" className={`${head} text-right`}>{t('column.row')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr key={line.id} className="break-inside-avoid">
              <td className={`${cell} whitespace-nowrap`}><Moment at={line.at} /></td>
              <td className={cell}>{line.who ?? t('platform')}</td>
              <td className={cell}>{line.hospital}</td>
              <td className={cell}>{words(line.kind)}</td>
              <td className={cell}>{line.about.join(' · ')}</td>
              <td className={`${cell} tabular text-right text-quiet`}>{line.sequence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
