import { nextReminder } from '#core/case/remind-outcome.ts'
import { awaitOutcome, file } from '#core/case/transitions.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { SignedMinutes } from './minutes.ts'
import type { MinutesJobPorts, MinutesRepositories } from './ports.ts'

/**
 * The job after the chair's signature: checks the sealed file once more, files it into the patient's record under its hash, keeps
 * the receipt with the case, and tells the treating doctor. A second run finds the case filed and changes nothing.
 */
export const makeFileMinutes =
  (ports: Omit<MinutesJobPorts, 'renderer' | 'verifyUrlOf' | 'seals'>) =>
  (job: { readonly case: CaseId; readonly version: number }): Promise<'filed' | 'nothing-to-do'> =>
    ports.atomically(job.case, async (repositories) => {
      const one = await repositories.cases.findForChange(job.case)
      const signed = (await repositories.minutes.versions(job.case)).find((each) => each.version === job.version)
      if (one !== null && signed?.status === 'signed' && signed.amends !== null) return fileAddendum(ports, { one, signed }, repositories)
      if (one?.status !== 'signed' || signed?.status !== 'signed') return 'nothing-to-do'
      await assertWhole(ports, signed, repositories)
      const at = ports.clock()
      await fileInto(repositories, { one, signed, at, receipt: `LV-${ports.newId()}` })
      await repositories.jobs.enqueue({ name: 'plan-filings', case: job.case, version: job.version })
      await repositories.jobs.enqueue({ name: 'remind-outcome', case: job.case }, nextReminder(at, at) ?? at)
      await repositories.notices.add(
        [one.requester].map((recipient) => ({
          id: brandId(ports.newId()), recipient, kind: 'minutes.filed', case: one.id, at, readAt: null,
        })),
      )
      return 'filed'
    })

/** An addendum goes into the record beside what it amends; the case stays where it is. */
async function fileAddendum(
  ports: Omit<MinutesJobPorts, 'renderer' | 'verifyUrlOf' | 'seals'>,
  { one, signed }: { readonly one: ConsultCase; readonly signed: SignedMinutes },
  repositories: MinutesRepositories,
): Promise<'filed' | 'nothing-to-do'> {
  if (!('filing' in one)) throw new Error(`case ${one.id} is amended before its minutes are filed`)
  if ((await repositories.receipts.of(one.id)).some(({ minutes }) => minutes === signed.id)) return 'nothing-to-do'
  await assertWhole(ports, signed, repositories)
  const at = ports.clock()
  const receipt = `LV-${ports.newId()}`
  await repositories.patients.fileDocument(one.patient, {
    id: signed.id, kind: 'consult-minutes', title: `Phụ lục biên bản hội chẩn ${signed.form.code}`, file: signed.sealed, case: one.id, filedAt: at, receipt,
  })
  await repositories.receipts.add({ minutes: signed.id, case: one.id, filedAt: at, receipt })
  await repositories.jobs.enqueue({ name: 'plan-filings', case: one.id, version: signed.version })
  const payload = { type: 'minutes.filed', case: one.id, minutes: signed.id, sha256: signed.sealed } as const
  await repositories.audit.append({ organization: one.requestingOrganization, actor: null, at, payload })
  await repositories.notices.add([{ id: brandId(ports.newId()), recipient: one.requester, kind: 'minutes.filed', case: one.id, at, readAt: null }])
  return 'filed'
}

async function assertWhole(
  { sealer }: Pick<MinutesJobPorts, 'sealer'>,
  signed: SignedMinutes,
  { files }: MinutesRepositories,
): Promise<void> {
  const stored = await files.get(signed.sealed)
  if (stored === null) throw new Error(`minutes ${signed.id} have lost their file`)
  const verdict = await sealer.verify(stored.bytes)
  if (!verdict.whole || verdict.unsignedFields.length > 0) throw new Error(`the sealed file of minutes ${signed.id} is not whole`)
}

async function fileInto(
  { cases, patients, audit }: MinutesRepositories,
  filing: { readonly one: ConsultCase; readonly signed: SignedMinutes; readonly at: Date; readonly receipt: string },
): Promise<void> {
  const { one, signed, at, receipt } = filing
  await patients.fileDocument(one.patient, {
    id: signed.id, kind: 'consult-minutes', title: `Biên bản hội chẩn ${signed.form.code}`, file: signed.sealed, case: one.id, filedAt: at, receipt,
  })
  const filed = file(one, { document: signed.sealed, filedAt: at, receipt })
  if (!filed.ok) throw new Error(`case ${one.id} cannot be filed`)
  const waiting = awaitOutcome(filed.value)
  if (!waiting.ok) throw new Error(`case ${one.id} cannot wait for its outcome`)
  await cases.save(waiting.value)
  const organization = one.requestingOrganization
  await audit.append({ organization, actor: null, at, payload: { type: 'minutes.filed', case: one.id, minutes: signed.id, sha256: signed.sealed } })
  await audit.append({ organization, actor: null, at, payload: { type: 'case.moved', case: one.id, from: one.status, to: waiting.value.status } })
}
