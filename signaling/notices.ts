import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { protocolVersion, type PushEvents } from '#contract/define.ts'
import { noticesEvents, noticesHandshake, noticesNamespace } from '#contract/notices.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { listenForStirs } from '#prisma/stir-listener.ts'
import type { Server } from 'socket.io'

type NoticesPushes = PushEvents<typeof noticesEvents>

interface NoticesOptions {
  readonly io: Server
  readonly tickets: JoinTickets
  readonly databaseUrl: string
  /** A consent of this case has changed, or of any case while the line was down (null). */
  readonly onConsent: (of: CaseId | null) => void
  /** Somebody may have lost the right to be where they are. */
  readonly onStanding: () => void
  readonly log: Logger
}

const personRoom = (id: string): string => `person:${id}`
const hospitalRoom = (id: string): string => `hospital:${id}`

/** Tells every open tab that something is new for its person or its hospital; the tab then asks the portal under its own rights. */
export function serveNotices({ io, tickets, databaseUrl, onConsent, onStanding, log }: NoticesOptions): { close(): Promise<void> } {
  const tabs = io.of(noticesNamespace)
  tabs.use((socket, next) => {
    const words = noticesHandshake.safeParse(socket.handshake.auth)
    if (!words.success || words.data.protocol !== protocolVersion) {
      next(new Error(words.success ? 'handshake.protocol-mismatch' : 'wire.malformed'))
      return
    }
    tickets.spendNoticesTicket(words.data.ticket).then(
      (person) => {
        if (typeof person === 'string') {
          next(new Error(person === 'used' ? 'handshake.ticket-used' : 'handshake.ticket-invalid'))
          return
        }
        // Joining is a matter of this process's memory: it is done before the tab hears that it is connected.
        void socket.join([personRoom(person.practitioner), hospitalRoom(person.organization)])
        next()
      },
      (cause: unknown) => {
        log.error('handshake.failed', { cause })
        next(new Error('wire.failed'))
      },
    )
  })
  const tell = (room: string | null, whose: Parameters<NoticesPushes['stirred']>[0]['for']): void => {
    const whom = room === null ? tabs : tabs.to(room)
    whom.emit('stirred' satisfies keyof NoticesPushes, { for: whose })
  }
  const stirs = listenForStirs({
    url: databaseUrl,
    onStir: (stir) => {
      if ('practitioner' in stir) tell(personRoom(stir.practitioner), 'person')
      else if ('case' in stir) onConsent(stir.case)
      else if ('standing' in stir) onStanding()
      else tell(hospitalRoom(stir.organization), 'hospital')
    },
    onGap: () => {
      tell(null, 'person')
      tell(null, 'hospital')
      onConsent(null)
      onStanding()
    },
    onFailure: (cause) => log.warn('stirs.connection-lost', { cause }),
  })
  return { close: () => stirs.close() }
}

