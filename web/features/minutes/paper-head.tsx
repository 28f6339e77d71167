import { useTranslations } from 'next-intl'
import type { MinutesForm, Participant } from '#core/minutes/form.ts'
import { spokenAge } from '#core/record/patient.ts'
import { Moment } from '#web/ui/moment.tsx'

/** The head of form 27/BV2 as it will be printed, above the text that is written. */
export function PaperHead({ form }: { readonly form: MinutesForm }) {
  const [t, words] = [useTranslations('minutes'), useTranslations('caseWords')]
  const { head, patient, stay, consult } = form
  const age = spokenAge(patient.birthDate, new Date(consult.heldAt))
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-3 text-center text-small @xl:grid-cols-[1fr_1.4fr_1fr]">
        <p className="@xl:text-left">
          {head.authority}
          <strong className="block">{head.hospital}</strong>
          <span className="block">{head.department}</span>
        </p>
        <p lang="vi">
          <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
          <span className="mx-auto block w-fit border-b border-ink font-semibold">Độc lập - Tự do - Hạnh phúc</span>
        </p>
        <p className="@xl:text-right">
          MS: 27/BV2
          <span className="block">Số vào viện: {stay.admissionNumber}</span>
        </p>
      </div>
      <div className="text-center">
        <h2 lang="vi" className="text-head font-bold">{form.amended === undefined ? 'BIÊN BẢN HỘI CHẨN' : 'PHỤ LỤC BIÊN BẢN HỘI CHẨN'}</h2>
        {form.amended !== undefined && (
          <p className="text-dense">{t('amend.adds', { code: form.amended.code, version: form.amended.version })} <Moment at={form.amended.signedAt} format="long" /></p>
        )}
      </div>
      <dl className="grid gap-x-6 gap-y-1.5 text-dense @xl:grid-cols-2">
        <Line term={t('paper.patient')} wide>
          <strong className="uppercase">{patient.name ?? t('paper.unknown')}</strong> · {age === null ? '–' : words(`ageIn.${age.unit}`, { age: age.value })} · {t(`paper.sex.${patient.sex}`)}
        </Line>
        <Line term={t('paper.place')}>{[stay.bed, stay.room, stay.department].filter(Boolean).join(' · ')}</Line>
        <Line term={t('paper.diagnosis')}>{stay.diagnosis}</Line>
        <Line term={t('paper.heldAt')}><Moment at={consult.heldAt} format="long" /></Line>
        <Line term={t('paper.where')}>{consult.place}</Line>
        <Line term={t('role.chair')}><PrintedPerson person={form.chair} /></Line>
        <Line term={t('role.secretary')}><PrintedPerson person={form.secretary} /></Line>
        <Line term={t('paper.members')} wide>
          <ol className="list-inside list-decimal">
            {form.members.map((member) => (
              <li key={member.practitioner}><PrintedPerson person={member} /></li>
            ))}
          </ol>
        </Line>
      </dl>
    </div>
  )
}

function Line({ term, wide = false, children }: { readonly term: string; readonly wide?: boolean; readonly children: React.ReactNode }) {
  return (
    <div className={wide ? '@xl:col-span-2' : ''}>
      <dt className="inline text-quiet">{term}: </dt>
      <dd className="inline">{children}</dd>
    </div>
  )
}

const PrintedPerson = ({ person }: { readonly person: Participant }) => (
  <>
    {person.title} {person.name}
    {person.specialty !== null && `, ${person.specialty}`} ({person.organizationName})
  </>
)
