import { expect, it } from 'vitest'
import { tableActor, tableCase, tableCaseIds, tableIds, tablePersons } from '#core/case/test-policies.ts'
import { exampleNow } from '#core/case/testing.ts'
import { mayDownloadRecording, mayKeepRecording } from './policy.ts'

const one = tableCase(tableIds, 'closed', { now: exampleNow, own: tableCaseIds })

it('a copy leaves with whoever answers for the patient or the session, and the treating doctor says for how long it is kept', () => {
  expect(tablePersons.filter((name) => mayDownloadRecording(tableActor(tableIds, name), one))).toEqual(['requester', 'chair'])
  expect(tablePersons.filter((name) => mayKeepRecording(tableActor(tableIds, name), one))).toEqual(['requester'])
})
