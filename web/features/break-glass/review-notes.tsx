import { getTranslations } from 'next-intl/server'
import { Badge } from '#web/ui/badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { ReviewLine } from './present-glass.ts'

/** What each hospital found of an opening; that it waits where none has said anything. */
export async function ReviewNotes({ reviews }: { readonly reviews: readonly ReviewLine[] }) {
  const t = await getTranslations('glass')
  if (reviews.length === 0) return <span><Badge tone="gold">{t('state.waiting')}</Badge></span>
  return (
    <ul className="grid gap-1">
      {reviews.map((review) => (
        <li key={review.hospital} className="text-dense">
          <Badge tone={review.verdict === 'justified' ? 'jade' : 'red'}>{t(`verdict.${review.verdict}`)}</Badge>{' '}
          <span className="text-quiet">{review.hospital} · {review.who} · <Moment at={review.at} /></span>
          <span className="block">{review.note}</span>
        </li>
      ))}
    </ul>
  )
}
