import { useTranslations } from 'next-intl'
import { labelOf, type FormFieldKey } from '#core/minutes/form-fields.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { Moment } from '#web/ui/moment.tsx'

/** What a remote consult adds to the paper, known without anybody typing it: sites, times in and out, cuts, basis, what was seen. */
export function PaperRemote({ form: { remote, patient } }: { readonly form: MinutesForm }) {
  const t = useTranslations('minutesEditor')
  const site = ({ name, facilityCode }: MinutesForm['remote']['requesting']): string => `${name} (${facilityCode})`
  return (
    <section aria-label={t('remote.title')} className="mt-6 border-t border-line pt-4">
      <h3 className="mb-2 font-semibold">{t('remote.title')}</h3>
      <dl className="grid gap-x-6 gap-y-1.5 text-dense @xl:grid-cols-2">
        <Row name="requesting">{site(remote.requesting)}</Row>
        <Row name="consulting">{remote.consulting.map(site).join('; ')}</Row>
        <Row name="startedAt">{remote.startedAt !== null && <Moment at={remote.startedAt} />}</Row>
        <Row name="endedAt">{remote.endedAt === null ? '…' : <Moment at={remote.endedAt} />}</Row>
        <Row name="citizenId">{patient.citizenId ?? '–'}</Row>
        <Row name="insuranceNumber">{patient.insuranceNumber ?? '–'}</Row>
        <Row name="legalBasis">{remote.legalBasis}</Row>
        <Row name="patientInformed">{remote.patientInformed}</Row>
        <Row name="recording">{remote.recordingCode ?? t('remote.notRecorded')}</Row>
        <Row name="interruptions">
          {remote.interruptions.length === 0 ? t('remote.none') : remote.interruptions.map(({ from, until }) => (
            <span key={from} className="mr-3"><Moment at={from} format="time" /> – {until === null ? t('remote.until') : <Moment at={until} format="time" />}</span>
          ))}
        </Row>
        <Row name="attendance" wide>
          {remote.attendance.length === 0 ? t('remote.nobody') : (
            <ul>
              {remote.attendance.map(({ name, organizationName, stays }) => (
                <li key={`${name} ${organizationName}`}>
                  {name} ({organizationName}):{' '}
                  {stays.map(({ joinedAt, leftAt }) => (
                    <span key={joinedAt} className="tabular mr-3">
                      <Moment at={joinedAt} format="time" /> – {leftAt === null ? t('remote.until') : <Moment at={leftAt} format="time" />}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )}
        </Row>
        <Row name="reviewed" wide><ul>{remote.reviewed.map(({ title, uid }) => <li key={`${title} ${uid ?? ''}`}>{title}</li>)}</ul></Row>
        {remote.frames.length > 0 && (
          <Row name="frames" wide>
            <ul>{remote.frames.map(({ title, takenAt, sha256 }) => <li key={sha256}>{title}, <Moment at={takenAt} format="time" /></li>)}</ul>
          </Row>
        )}
      </dl>
    </section>
  )
}

function Row({ name, wide = false, children }: { readonly name: FormFieldKey; readonly wide?: boolean; readonly children: React.ReactNode }) {
  return (
    <div className={wide ? '@xl:col-span-2' : ''}>
      <dt className="inline text-quiet" lang="vi">{labelOf(name)}: </dt>
      <dd className="inline">{children}</dd>
    </div>
  )
}
