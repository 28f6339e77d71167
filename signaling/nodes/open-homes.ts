import type { Logger } from '#adapters/observability/logger.ts'
import { CaseHomes } from '#prisma/case-homes.ts'
import type { SignalingSettings } from '#signaling/env.ts'
import type { DocumentServer } from '#signaling/minutes/document-server.ts'
import type { RoomRegistry } from '#signaling/rooms/room-registry.ts'

interface HomesOptions {
  readonly settings: SignalingSettings
  readonly registry: RoomRegistry
  readonly documents: DocumentServer
  readonly log: Logger
}

const sweepEvery = 30_000

/** Opens this process's share of the cases: what another process takes is hung up here, what nobody uses is given back. */
export async function openHomes({ settings, registry, documents, log }: HomesOptions) {
  const lost = (cause: unknown): void => log.warn('homes.database-lost', { cause })
  const homes = await CaseHomes.open({
    url: settings.databaseUrl,
    address: settings.node.address ?? `http://127.0.0.1:${settings.port}`,
    onTaken: (one) => {
      log.warn('case.taken', { caseId: one })
      registry.giveUp(one)
      documents.giveUp(one)
    },
    onFailure: lost,
  })
  const sweep = setInterval(() => {
    homes.sweep(new Set([...registry.rooms.map(({ room }) => room.case), ...documents.cases])).catch(lost)
  }, sweepEvery)
  return {
    homes,
    close: (): Promise<void> => {
      clearInterval(sweep)
      return homes.close()
    },
  }
}
