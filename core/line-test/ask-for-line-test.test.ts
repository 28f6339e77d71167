import { expect, test } from 'vitest'
import type { ConsultCase } from '#core/case/case.ts'
import type { Notice } from '#core/case/notice.ts'
import { exampleActors, exampleCases, exampleNow } from '#core/case/testing.ts'
import { lineTestBefore, lineTestJob, makeAskForLineTest } from './ask-for-line-test.ts'

const minute = 60_000
type Booked = Extract<ConsultCase, { status: 'scheduled' }>

function booked(): Booked {
  const one = exampleCases.scheduled
  if (one.status !== 'scheduled') throw new Error('the example is not booked')
  return one
}

async function ask(one: ConsultCase, at: Date): Promise<readonly Notice[]> {
  const told: Notice[] = []
  const repositories = { cases: { find: async () => one } as never, notices: { add: async (notices: readonly Notice[]) => void told.push(...notices) } as never }
  await makeAskForLineTest({ atomically: (_case, work) => work(repositories), clock: () => at, newId: () => crypto.randomUUID() })({ case: one.id })
  return told
}

test('both sites are asked fifteen minutes before: the doctor who asks, and the team without who declined', async () => {
  const one = booked()
  const told = await ask(one, new Date(one.session.startsAt.getTime() - lineTestBefore))
  expect(told.map(({ recipient, kind }) => [recipient, kind])).toEqual(
    [exampleActors.requester, exampleActors.chair, exampleActors.secretary].map(({ practitioner }) => [practitioner, 'session.line-check']),
  )
})

test('a session that was moved, or is over, asks nobody at the old time', async () => {
  const one = booked()
  const old = new Date(one.session.startsAt.getTime() - lineTestBefore - 60 * minute)
  expect(await ask(one, old)).toEqual([])
})

test('the question is put at its time, or not at all when the session begins at once', () => {
  const startsAt = new Date(exampleNow.getTime() + 60 * minute)
  const { id } = booked()
  expect(lineTestJob({ id, session: { startsAt } }, exampleNow)?.at).toEqual(new Date(exampleNow.getTime() + 45 * minute))
  expect(lineTestJob({ id, session: { startsAt: exampleNow } }, exampleNow)).toBeNull()
})
