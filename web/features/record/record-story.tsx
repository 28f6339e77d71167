import { FileCheck2, FileText, FlaskConical, LogIn, LogOut, ScanLine, Scissors, Stethoscope } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Timeline } from '#web/ui/timeline.tsx'
import type { RecordView } from './present-record.ts'
import type { RecordEvent } from './record-events.ts'
import { recordEvents } from './record-events.ts'

const icons = {
  admitted: <LogIn />,
  discharged: <LogOut />,
  diagnosed: <Stethoscope />,
  tested: <FlaskConical />,
  reported: <FileText />,
  operated: <Scissors />,
  imaged: <ScanLine />,
  filed: <FileCheck2 />,
} as const

const most = 12

// A line of the story is read at a glance; the table holds the rest.
const mostNames = 4
const inShort = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames).join(', ')} +${names.length - mostNames}`

const mostLetters = 120
const atAGlance = (text: string): string => (text.length <= mostLetters ? text : `${text.slice(0, mostLetters).replace(/\s+\S*$/, '')}…`).replaceAll('\n', ' ')

function useEventSentence(): (event: RecordEvent) => string {
  const t = useTranslations('record.event')
  return (event) => {
    switch (event.kind) {
      case 'admitted':
        return t('admitted', { department: event.department })
      case 'discharged':
        return t('discharged', { department: event.department })
      case 'diagnosed':
        return t('diagnosed', { names: event.names.join(', ') })
      case 'tested':
        return event.abnormal.length === 0 ? t('tested', { count: event.count }) : t('testedAbnormal', { count: event.count, names: inShort(event.abnormal) })
      case 'reported':
        return event.conclusion === '' ? t('reported', { title: event.title }) : t('reportedConclusion', { title: event.title, conclusion: atAGlance(event.conclusion) })
      case 'operated':
        return event.name
      case 'imaged':
        return t('imaged', { description: event.description })
      case 'filed':
        return t('filed', { title: event.title })
    }
  }
}

/** What happened, newest first, one line each. */
export function RecordStory({ record }: { readonly record: RecordView }) {
  const sentence = useEventSentence()
  return (
    <Timeline
      items={recordEvents(record, most).map((event) => {
        const title = sentence(event)
        const tone = event.kind === 'tested' && event.abnormal.length > 0 ? 'red' : 'neutral'
        return { id: `${event.kind} ${event.at} ${title}`, at: event.at, title, icon: icons[event.kind], tone }
      })}
    />
  )
}
