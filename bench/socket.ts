import { setTimeout as elapse } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { SourceRef } from '#contract/room.ts'
import type { MarkId } from '#contract/telestration.ts'
import { brandId } from '#core/shared/ids.ts'
import { documentName } from '#signaling/minutes/live-minutes.ts'
import { addDraft } from '#signaling/test-draft.ts'
import type { TestGuest } from '#signaling/test-guest.ts'
import { sendCamera } from '#signaling/test-media.ts'
import { openWriter, type Writer } from '#signaling/test-writer.ts'
import type { Bench, BenchOptions, Figure } from './bench.ts'
import { startBareSockets, type BareSockets } from './planes/bare-sockets.ts'
import { openRoomServers, residentMiB, type RoomServers } from './room-servers.ts'
import { interleave, type Variant } from './rounds.ts'
import { quantile } from './statistics.ts'

const peers = 20
const rooms = 50
const mediaPort = 21_060
const settleMs = 5_000
/** A hand that draws tells twenty times a second where it is; a practised typist hits ten keys. */
const strokes = { perRound: 60, everyMs: 50 } as const
const keys = { perRound: 40, everyMs: 100 } as const

const names = {
  stroke: `stroke, seen by ${peers} peers, p95`,
  key: `keystroke in the minutes, seen by ${peers} peers, p95`,
  bare: `bare socket.io: stroke, seen by ${peers} peers, p95`,
  empty: 'memory of signaling, nobody there',
  full: `memory of signaling, ${rooms * peers} sockets`,
  bareFull: `memory of bare socket.io, ${rooms * peers} sockets`,
} as const

/** What a thousand open sockets hold, and how soon what one draws or types is seen by the others. */
export const socketBench: Bench = {
  name: 'socket',
  purpose: `memory of ${rooms * peers} sockets in ${rooms} rooms (target: 350 MB), and until ${peers} peers see a stroke or a keystroke meanwhile (target: p95 60 ms)`,
  run: async (options) => {
    const servers = await openRoomServers({ workerBin: options.workerBin, mediaPort })
    const bare = await startBareSockets()
    try {
      return await measure(options, servers, bare)
    } finally {
      await bare.close()
      await servers.close()
    }
  },
}

async function measure({ rounds, evenBusy }: BenchOptions, servers: RoomServers, bare: BareSockets) {
  const empty = residentMiB(servers.signaling)
  const guests = await fillRooms(servers)
  const bareSockets = await fillBareRooms(bare)
  await elapse(settleMs)
  const held = { full: residentMiB(servers.signaling), bareFull: residentMiB(bare.pid) }
  const drawing = await openDrawing(servers)
  const writing = await openWriting(servers)
  const inRoom = bareSockets.slice(0, peers)
  const drawer = await bare.come('0')
  const variants: readonly Variant[] = [
    { measure: async () => ({ [names.stroke]: await strokeTimes(drawing) }) },
    { measure: async () => ({ [names.key]: await keyTimes(writing) }) },
    { measure: async () => ({ [names.bare]: await bareTimes(drawer, inRoom) }) },
  ]
  const ours = (): number[] => [process.pid, servers.signaling, servers.sfu, bare.pid, ...servers.workers()]
  for (const { measure: warm } of variants) await warm()
  const { values, voidRounds } = await interleave(variants, { rounds, ours, evenBusy })
  drawing.close()
  writing.close()
  for (const guest of guests) guest.close()
  const memory = (name: string, value: number, baseline?: string): Figure => ({ name, unit: 'MiB', values: [value], ...(baseline !== undefined && { baseline }) })
  const time = (name: string): Figure => ({ name, unit: 'ms', values: values.get(name) ?? [], ...(name !== names.bare && { baseline: names.bare }) })
  return {
    voidRounds,
    figures: [memory(names.empty, empty), memory(names.bareFull, held.bareFull), memory(names.full, held.full, names.bareFull), time(names.bare), time(names.stroke), time(names.key)],
    remarks: [
      `All ${2 * rooms * peers} sockets stay open while the times are taken; the people of both sides sit in one process on this machine, which adds its own waiting to each time.`,
      `A round: ${strokes.perRound} strokes, one every ${strokes.everyMs} ms, and ${keys.perRound} keystrokes, one every ${keys.everyMs} ms, each to ${peers} peers; the value is the 95th percentile of them all. Each keystroke is also written to the history of changes.`,
    ],
  }
}

/** The same people sit in every room; each comes by a ticket of their own. */
async function fillRooms({ world, come }: RoomServers): Promise<readonly TestGuest[]> {
  const doctors = await world.addDoctors(peers)
  const guests: TestGuest[] = []
  for (let room = 0; room < rooms; room += 1) {
    const one = await world.bookCase(doctors)
    guests.push(...(await Promise.all(doctors.map(async (doctor) => {
      const guest = await come(one, doctor)
      await guest.hear('admitted')
      return guest
    }))))
  }
  return guests
}

async function fillBareRooms(bare: BareSockets): Promise<readonly Socket[]> {
  const sockets: Socket[] = []
  for (let room = 0; room < rooms; room += 1) sockets.push(...(await Promise.all(Array.from({ length: peers }, () => bare.come(String(room))))))
  return sockets
}

interface Drawing {
  readonly chair: TestGuest
  readonly others: readonly TestGuest[]
  readonly source: SourceRef
  readonly close: () => void
}

/** A room whose chair draws over a picture that is really sent. */
async function openDrawing({ world, come }: RoomServers): Promise<Drawing> {
  const doctors = await world.addDoctors(peers)
  const one = await world.bookCase(doctors)
  const chair = await come(one, 'chair')
  const { you: seat } = await chair.hear('admitted')
  await chair.demand('start-session', { admitAll: true })
  const others = await Promise.all(doctors.map((doctor) => come(one, doctor)))
  await Promise.all(others.map((guest) => guest.hear('admitted')))
  const camera = await sendCamera(chair, 6_001, { everyMs: 33 })
  return {
    chair, others, source: { seat, label: 'camera' },
    close: () => {
      camera.close()
      for (const guest of [chair, ...others]) guest.close()
    },
  }
}

const points = Array.from({ length: 4 }, (_, index) => ({ x: 0.2 + index / 10, y: 0.5 }))
const p95 = (times: readonly number[]): number => quantile([...times].sort((a, b) => a - b), 0.95)

let drawn = 0
const nextMark = (): MarkId => brandId<MarkId>(`bench-${String((drawn += 1)).padStart(8, '0')}`)

async function strokeTimes({ chair, others, source }: Drawing): Promise<number> {
  return timesOf(strokes, async () => {
    const id = nextMark()
    const seen = others.map((guest) => guest.hear('mark-drawn', (mark) => mark.id === id).then(() => performance.now()))
    const at = performance.now()
    await chair.demand('draw', { source, id, tool: 'pen', from: 0, points, done: false })
    return (await Promise.all(seen)).map((when) => when - at)
  })
}

async function bareTimes(drawer: Socket, others: readonly Socket[]): Promise<number> {
  return timesOf(strokes, async () => {
    const seen = others.map((socket) => new Promise<number>((resolve) => socket.once('mark-drawn', () => resolve(performance.now()))))
    const at = performance.now()
    await drawer.emitWithAck('draw', { id: nextMark(), tool: 'pen', from: 0, points, done: false })
    return (await Promise.all(seen)).map((when) => when - at)
  })
}

interface Writing {
  readonly writer: Writer
  readonly readers: readonly Writer[]
  readonly close: () => void
}

/** Minutes that one writes and twenty have open. */
async function openWriting({ world, tickets, port }: RoomServers): Promise<Writing> {
  const doctors = await world.addDoctors(peers)
  const { one } = await addDraft(world, doctors)
  const name = documentName({ case: one.id, version: 1 })
  const writer = await openWriter({ port, name, token: () => tickets.issueMinutesTicket(world.ticketOf('secretary', one)) })
  const readers = await Promise.all(doctors.map((actor) => openWriter({ port, name, token: () => tickets.issueMinutesTicket({ ...world.ticketOf('member', one), actor }) })))
  return { writer, readers, close: () => [writer, ...readers].forEach(({ leave }) => leave()) }
}

async function keyTimes({ writer, readers }: Writing): Promise<number> {
  return timesOf(keys, async () => {
    const seen = readers.map(({ doc }) => new Promise<number>((resolve) => doc.once('update', () => resolve(performance.now()))))
    const at = performance.now()
    writer.type('a')
    return (await Promise.all(seen)).map((when) => when - at)
  })
}

/** Does it so often, at its pace, and returns the 95th percentile of all that was seen. */
async function timesOf({ perRound, everyMs }: { readonly perRound: number; readonly everyMs: number }, once: () => Promise<readonly number[]>): Promise<number> {
  const times: number[] = []
  for (let time = 0; time < perRound; time += 1) {
    const next = elapse(everyMs)
    times.push(...(await once()))
    await next
  }
  return p95(times)
}
