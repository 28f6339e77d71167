import { getTranslations } from 'next-intl/server'
import { formatDuration } from '#web/ui/format-number.ts'
import type { RecordingView } from './present-recording.ts'

/** The same happenings in words, for reading and for those who do not see the picture. */
export async function EventList({ recording: { events } }: { readonly recording: RecordingView }) {
  const t = await getTranslations('recording')
  const told = events.filter(({ kind }) => kind !== 'speaking' && kind !== 'silent')
  if (told.length === 0) return <p className="text-quiet">{t('player.noEvents')}</p>
  return (
    <ol aria-label={t('player.events')} tabIndex={0} className="grid max-h-96 gap-1 overflow-y-auto text-dense focus-visible:-outline-offset-2">
      {told.map(({ at, kind, person, label }, index) => (
        <li key={index} className="flex gap-3">
          <span className="tabular w-16 shrink-0 text-quiet">{formatDuration(at)}</span>
          <span>{t(`event.${kind}`, { person: person ?? '', label: label === null ? '' : t(`label.${label}`) })}</span>
        </li>
      ))}
    </ol>
  )
}
