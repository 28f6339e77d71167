import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { openMigratedDatabase } from '#infra/testing/migrated-database.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { processTickets, startProcess } from '#signaling/test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from '#signaling/test-world.ts'
import { secret, startSfuProcess, workersOf } from './planes/our-sfu.ts'

/** Signaling and SFU as they run in production, each a process of its own, with a database and people of their own. */
export interface RoomServers {
  readonly world: TestWorld
  readonly tickets: JoinTickets
  /** Where signaling listens for sockets and tells its figures. */
  readonly port: number
  /** Where the SFU tells its figures. */
  readonly controlPort: number
  readonly signaling: number
  readonly sfu: number
  readonly workers: () => readonly number[]
  /** Comes in as one of the team who waits at no door. */
  readonly come: (one: ScheduledCase, who: Actor | Person) => Promise<TestGuest>
  readonly close: () => Promise<void>
}

interface ServerOptions {
  readonly workerBin: string
  readonly mediaPort: number
}

/** Starts them; takes some seconds. */
export async function openRoomServers({ workerBin, mediaPort }: ServerOptions): Promise<RoomServers> {
  const controlPort = mediaPort + 9
  const database = await openMigratedDatabase('rooms')
  const world = await makeTestWorld(database)
  const sfu = await startSfuProcess({ workerBin, mediaPort, controlPort, workers: 1 })
  const signaling = await startProcess(database, { sfu: { url: `http://127.0.0.1:${String(controlPort)}`, secret } })
  const kill = (): void => void signaling.kill()
  process.once('exit', kill)
  const tickets = processTickets()
  return {
    world, tickets, controlPort, port: signaling.port, signaling: signaling.pid, sfu: sfu.pid ?? 0,
    workers: () => workersOf(sfu),
    come: async (one, who) => {
      const ticket = typeof who === 'string' ? world.ticketOf(who, one) : { ...world.ticketOf('member', one), actor: who }
      return TestGuest.come(signaling.port, { kind: 'ticket', ticket: await tickets.issueJoinTicket({ ...ticket, entersUnasked: true }) })
    },
    close: async () => {
      process.off('exit', kill)
      await signaling.kill()
      sfu.kill('SIGTERM')
      if (sfu.exitCode === null && sfu.signalCode === null) await once(sfu, 'exit')
      await world.close()
      await database.drop()
    },
  }
}

/** Memory that a process holds now, in MiB. */
export function residentMiB(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
  return Number(kibibytes) / 1_024
}

/** Files, sockets and pipes that a process holds open. */
export const openDescriptors = (pid: number): number => readdirSync(`/proc/${String(pid)}/fd`).length
