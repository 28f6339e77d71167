import { TestGuest } from '#signaling/test-guest.ts'
import { person } from '#prisma/seed/people.ts'
import type { RunningProduct } from '#infra/start/product.ts'
import type { ChaosWorld } from './world.ts'

const answerWithinMs = 20_000

/** Whoever the room shows though they are not there: the chair alone sits in it, and one who comes and leaves is gone again. */
export async function ghostsIn({ origin }: RunningProduct, world: ChaosWorld): Promise<readonly string[]> {
  const port = Number(new URL(origin).port)
  const chair = await TestGuest.come(port, { kind: 'ticket', ticket: await world.ticketOf('ducthinh') })
  try {
    await chair.hear('admitted')
    const answer = await chair.ask('get-room', {}, answerWithinMs)
    if (!answer.ok) return [`the room does not answer: ${answer.error}`]
    const strangers = answer.value.participants.filter(({ practitioner }) => practitioner !== person('ducthinh').id)
    const chairs = answer.value.participants.length - strangers.length
    return [...strangers.map(() => 'somebody sits in the room who is not there'), ...(chairs === 1 ? [] : [`the chair sits in the room ${chairs} times`])]
  } finally {
    chair.drop()
  }
}
