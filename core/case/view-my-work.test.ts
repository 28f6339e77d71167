import { expect, it } from 'vitest'
import { draftMinutes, freeze, openForSigning } from '#core/minutes/minutes.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import type { AppliedSignature } from '#core/minutes/signing-order.ts'
import { makeMinutesWorld, sampleActor } from '#core/minutes/test-world.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import type { CaseRepository } from './ports.ts'
import { exampleCases, exampleNow } from './testing.ts'
import { makeViewMyWork } from './view-my-work.ts'

/** A list in memory, in the order given. */
const listOf = (all: readonly ConsultCase[]): CaseRepository['list'] => async ({ statuses, limit, offset }) => {
  const found = all.filter(({ status }) => statuses === undefined || statuses.includes(status))
  return { total: found.length, cases: found.slice(offset, offset + limit) }
}

it('shows the treating doctor, who is on no team, their turn to sign behind two hundred newer matters', async () => {
  const doctor = sampleActor('requester')
  const waiting: ConsultCase = { ...exampleCases['awaiting-signatures'], id: brandId<CaseId>('waiting'), requester: doctor.practitioner }
  const newer = Array.from({ length: 250 }, (_, index): ConsultCase => ({ ...exampleCases['awaiting-outcome'], id: brandId<CaseId>(`newer-${index}`) }))
  const { repositories } = makeMinutesWorld()
  const draft = draftMinutes({ id: brandId('minutes'), case: waiting.id, form: prefillForm(sampleFacts()), document: { type: 'doc', content: [] } })
  const frozen = freeze(draft, { form: draft.form, document: draft.document, by: draft.form.chair.practitioner, at: exampleNow })
  if (!frozen.ok) throw new Error(frozen.error)
  const { practitioner, organization } = draft.form.secretary
  const secretary: AppliedSignature = {
    practitioner, organization, role: 'secretary', field: 'ThuKy', signedAt: exampleNow, certificateSerial: '1', certificateSubject: '', sealed: brandId('a'.repeat(64)),
  }
  await repositories.minutes.add(draft)
  await repositories.minutes.save({ ...openForSigning(frozen.value, brandId('b'.repeat(64))), signatures: [secretary] })
  const nobodyNamed = { practitioners: async () => [], organizations: async () => [] }
  const viewMyWork = makeViewMyWork({
    clock: () => exampleNow,
    read: (_actor, work) => work({ ...repositories, cases: { ...repositories.cases, list: listOf([...newer, waiting]) }, directory: { ...repositories.directory, ...nobodyNamed } }),
  })
  const { items } = await viewMyWork(doctor)
  expect(items.map(({ kind, case: { id } }) => [kind, id])).toEqual([['sign-minutes', 'waiting']])
})
