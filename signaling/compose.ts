import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { createHealthHandler } from '#adapters/observability/health.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { createMetrics } from '#adapters/observability/metrics.ts'
import type { RoomPorts } from '#core/room/ports.ts'
import type { NewId } from '#core/shared/ids.ts'
import { makeRelayAccess, type RelayAccess } from '#adapters/turn/turn-credentials.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { Backlog } from './backlog.ts'
import type { SignalingSettings } from './env.ts'
import { makeHandshake } from './handshake.ts'
import { serveLineTests } from './line-test/line-tests.ts'
import { openMediaPlane } from './media/open-media-plane.ts'
import type { MediaPlane } from './media/media-plane.ts'
import { DocumentServer } from './minutes/document-server.ts'
import { serveDocuments } from './minutes/document-socket.ts'
import { caseOfFirstWords } from './minutes/first-words.ts'
import { makeFlushRequest } from './minutes/flush-request.ts'
import type { LiveMinutesPorts } from './minutes/live-minutes.ts'
import { openHomes } from './nodes/open-homes.ts'
import { serveNotices } from './notices.ts'
import { RecordingDesk } from './recording/recording-desk.ts'
import { measureRooms } from './room-metrics.ts'
import { serveRooms } from './room-server.ts'
import { RoomRegistry } from './rooms/room-registry.ts'
import { makeSessionVerbs } from './rooms/session-verbs.ts'
import { standBy } from './stand-by.ts'
import { StandingWatch } from './standing-watch.ts'
import { defaultPatience, type Patience } from './rooms/upkeep.ts'

const clock = (): Date => new Date()
const newId: NewId = () => crypto.randomUUID()

/** The relay with credentials for whoever asks now; none where the deployment has none. */
const relaysOf = ({ relay }: SignalingSettings): (() => RelayAccess[]) => {
  if (relay === undefined) return () => []
  const access = makeRelayAccess({ ...relay, clock })
  return () => [access(newId())]
}

interface DeskParts {
  readonly store: Store
  readonly ports: RoomPorts
  readonly plane: MediaPlane
  readonly backlog: Backlog
  readonly log: Logger
}

const recordingDesk = ({ store, ports, ...parts }: DeskParts): RecordingDesk =>
  new RecordingDesk({
    ...ports, ...parts, atomically: store.atomically,
    withRecordings: (actor, work) => store.read(actor, ({ recordings }) => work(recordings)),
    withConsents: (actor, work) => store.read(actor, ({ consents }) => work(consents)),
  })

/** Opens the port; rejects where it is taken. */
const listen = (http: Server, { port, address }: SignalingSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, address, resolve)
  })

/** Wires the process and starts it; `close` stops it in order. */
export async function startSignaling(settings: SignalingSettings, log: Logger, patience: Patience = defaultPatience) {
  const store = createStore({ url: settings.databaseUrl, applicationName: 'signaling' })
  const ports = {
    atomically: store.atomically,
    withRooms: (actor, work) => store.read(actor, ({ rooms }) => work(rooms)),
    withMessages: (actor, work) => store.read(actor, ({ messages }) => work(messages)),
    clock,
    newId,
    withLiveMinutes: (actor, work) => store.read(actor, ({ liveMinutes }) => work(liveMinutes)),
  } satisfies RoomPorts & LiveMinutesPorts
  const tickets = makeJoinTickets({ secret: settings.ticketSecret, clock, newId })
  const verbs = makeSessionVerbs(ports, { inHospital: store.asOrganization, clock })
  if (settings.standsBy) await standBy({ settings, verbs, log })
  const backlog = new Backlog(log)
  const plane = openMediaPlane({ settings, clock, log })
  const recording = recordingDesk({ store, ports, plane, backlog, log })
  const relays = relaysOf(settings)
  const registry = new RoomRegistry({ plane, relays, ports, verbs, newId, backlog, patience, recording, log })

  const metrics = createMetrics('signaling')
  measureRooms(metrics, registry)
  const checks = { database: () => store.ready(), [plane.engine]: () => plane.ready() }
  const answerHealth = createHealthHandler({ component: 'signaling', version: process.version, checks, metrics })
  const documents = new DocumentServer({ tickets, ports, log })
  const standing = new StandingWatch({ store, findGuest: verbs.findGuest, rooms: () => registry.rooms, documents, log, every: patience.standing })
  const { homes, close: closeHomes } = await openHomes({ settings, registry, documents, log })
  const answerFlush = makeFlushRequest({ tickets, documents, find: (one) => homes.find(one), log })
  const http = createServer((request, response) => {
    if (!answerHealth(request, response) && !answerFlush(request, response)) response.writeHead(404).end()
  })
  const documentSocket = serveDocuments({
    http, origin: settings.publicOrigin, documents,
    homeFor: async (words) => {
      const one = await caseOfFirstWords(words, tickets)
      return one === null ? 'here' : homes.settle(one)
    },
  })
  const shakeHands = makeHandshake({ tickets, registry, verbs, settle: (one) => homes.settle(one) })
  const rooms = serveRooms({ http, origin: settings.publicOrigin, shakeHands, log })
  serveLineTests({ io: rooms.io, tickets, plane, relays, newId, log })
  const notices = serveNotices({ io: rooms.io, tickets, databaseUrl: settings.databaseUrl, onConsent: (of) => recording.consentChanged(of, registry.rooms), onStanding: () => standing.hurry(), log })

  await listen(http, settings)
  const { port } = http.address() as AddressInfo
  log.info('signaling.listening', { port })

  const close = async (): Promise<void> => {
    rooms.drain()
    await standing.close()
    await notices.close()
    await documents.close()
    documentSocket.close()
    registry.close()
    await rooms.close()
    await backlog.settled()
    // Only now: whoever takes the case next finds everything written.
    await closeHomes()
    plane.close()
    await store.close()
    log.info('signaling.stopped')
  }
  let closed: Promise<void> | undefined
  return { port, close: (): Promise<void> => (closed ??= close()) }
}
