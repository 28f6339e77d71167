import { setTimeout as elapse } from 'node:timers/promises'
import type { StreamId } from '#contract/room.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { sendCamera, watch } from '#signaling/test-media.ts'
import type { RoomServers } from '../room-servers.ts'

const rooms = 3
const doctorsPerRoom = 40
/** How long a visit lasts, in milliseconds; at ten a second some thirty people are there at once. */
const stay = { least: 1_500, most: 4_500 } as const
/** Of so many visits one ends without a word. */
const silentOneIn = 4

/** A place on the team of a session that runs, which somebody takes and leaves again. */
interface Seat {
  readonly one: ScheduledCase
  readonly who: Actor
  readonly stream: StreamId
}

export interface Visits {
  /** Begins visits at this pace; resolves when the last has begun. */
  readonly run: (perSecond: number, seconds: number) => Promise<void>
  /** Resolves when every visit has ended. */
  readonly ended: () => Promise<void>
  /** Since it was last asked: visits that were whole, those that failed with the first reason, and how long it took until media flowed. */
  readonly account: () => { readonly whole: number; readonly failed: readonly string[]; readonly joinMs: readonly number[] }
  readonly close: () => void
}

/** Rooms whose chair sends a camera all the time, and the people who come and go. */
export async function openVisits(servers: RoomServers): Promise<Visits> {
  const { world, come } = servers
  const doctors = await world.addDoctors(doctorsPerRoom)
  const endings: (() => void)[] = []
  const opened: Pick<Seat, 'one' | 'stream'>[] = []
  for (let room = 0; room < rooms; room += 1) {
    const one = await world.bookCase(doctors)
    const chair = await come(one, 'chair')
    await chair.hear('admitted')
    await chair.demand('start-session', { admitAll: true })
    const camera = await sendCamera(chair, 7_001 + room, { everyMs: 33 })
    endings.push(camera.close, () => chair.close())
    opened.push({ one, stream: camera.stream })
  }
  const free = doctors.flatMap((who) => opened.map((room): Seat => ({ ...room, who })))
  const running = new Set<Promise<void>>()
  let counted = { whole: 0, failed: [] as string[], joinMs: [] as number[] }
  const visit = async (seat: Seat): Promise<void> => {
    try {
      counted.joinMs.push(await comeAndGo(servers, seat))
      counted.whole += 1
    } catch (cause) {
      counted.failed.push(cause instanceof Error ? cause.message : String(cause))
    }
    free.push(seat)
  }
  return {
    run: async (perSecond, seconds) => {
      const startedAt = performance.now()
      for (let begun = 0; begun < perSecond * seconds; begun += 1) {
        await elapse(Math.max(0, startedAt + (begun / perSecond) * 1_000 - performance.now()))
        // Whoever has waited longest comes next, so that everybody comes.
        const seat = free.shift()
        if (seat === undefined) {
          counted.failed.push('nobody was left to come: the visits take too long')
          continue
        }
        const one = visit(seat)
        running.add(one)
        void one.finally(() => running.delete(one))
      }
    },
    ended: async () => {
      await Promise.all(running)
    },
    account: () => {
      const now = counted
      counted = { whole: 0, failed: [], joinMs: [] }
      return now
    },
    close: () => endings.forEach((end) => end()),
  }
}

/** One whole visit; milliseconds from the ticket until the first packet has come. */
async function comeAndGo({ come }: RoomServers, { one, who, stream }: Seat): Promise<number> {
  const began = performance.now()
  const guest = await come(one, who)
  try {
    await guest.hear('admitted')
    const viewer = await watch(guest, [stream])
    try {
      const took = (await viewer.nextPacket()) - began
      await elapse(stay.least + Math.random() * (stay.most - stay.least))
      if (Math.random() * silentOneIn >= 1) await guest.demand('leave', {})
      return took
    } finally {
      viewer.close()
    }
  } finally {
    guest.close()
  }
}
