import { expect, it } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ConsultCase } from '#core/case/case.ts'
import { tableActor, tableCase, tablePersons } from '#core/case/test-policies.ts'
import { exampleNow } from '#core/case/testing.ts'
import { mayDownloadRecording, mayKeepRecording } from './policy.ts'

const ids = { person: (name: string) => brandId<Actor['practitioner']>(name), place: (name: string) => brandId<Actor['organization']>(name) }
const own = { id: brandId<ConsultCase['id']>('case'), code: 'HC-1', patient: brandId<ConsultCase['patient']>('patient'), snapshot: brandId<never>('snapshot'), session: brandId<never>('session'), document: brandId<never>('document') }
const one = tableCase(ids, 'closed', { now: exampleNow, own })

it('a copy leaves with whoever answers for the patient or the session, and the treating doctor says for how long it is kept', () => {
  expect(tablePersons.filter((name) => mayDownloadRecording(tableActor(ids, name), one))).toEqual(['requester', 'chair'])
  expect(tablePersons.filter((name) => mayKeepRecording(tableActor(ids, name), one))).toEqual(['requester'])
})
