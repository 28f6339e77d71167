import { MessageCircleQuestionMark } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { CaseView } from './present-case.ts'

/** What came back from the coordinator, or how the case ended early. */
export function CaseNote({ note }: Pick<CaseView, 'note'>) {
  const t = useTranslations('casePage')
  if (note === null) return null
  return (
    <Callout tone={note.kind === 'ask' ? 'warning' : 'danger'} title={t(note.kind)}>
      <p className="whitespace-pre-line">{note.text}</p>
      {note.suggestion !== null && note.suggestion !== '' && <p className="mt-1">{t('suggestion', { text: note.suggestion })}</p>}
      <Moment at={note.at} className="text-dense text-quiet" />
    </Callout>
  )
}

/** The treating doctor's words: questions first, then the patient. */
export function RequestCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const words = useTranslations('caseWords')
  return (
    <Card id="request" title={t('question')} icon={<MessageCircleQuestionMark />} className="scroll-mt-36">
      <div className="grid gap-5">
        <section>
          <h3 className="mb-1 text-dense text-quiet">{t('questions')}</h3>
          {view.questions.length === 0 ? <p className="text-quiet">{t('noQuestions')}</p> : (
            <ol className="grid gap-1.5">
              {view.questions.map((one, index) => (
                <li key={one.id} className="flex gap-3 text-lead">
                  <span className="tabular font-bold text-jade-ink">{index + 1}</span>
                  <span className="font-medium">{one.text}</span>
                </li>
              ))}
            </ol>
          )}
        </section>
        {([['provisionalDiagnosis', view.provisionalDiagnosis], ['course', view.course], ['currentCondition', view.currentCondition]] as const).map(([key, text]) => (
          <section key={key}>
            <h3 className="mb-1 text-dense text-quiet">{t(key)}</h3>
            <p className="max-w-[80ch] whitespace-pre-line">{text === '' ? '—' : text}</p>
          </section>
        ))}
        <KeyValueList
          columns={2}
          className="border-t border-line pt-4"
          items={[
            { term: t('specialty'), value: words(`specialty.${view.specialty}`) },
            { term: t('kind'), value: words(`kind.${view.kind}`) },
            { term: t('requester'), value: <PersonName {...view.requester} /> },
            { term: t('coordinator'), value: view.coordinator === null ? null : <PersonName {...view.coordinator} /> },
            { term: t('legalBasis'), value: view.basis === null ? null : t(`basis.${view.basis.kind}`, { text: view.basis.text }) },
          ]}
        />
      </div>
    </Card>
  )
}
