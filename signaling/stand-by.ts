import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '#adapters/observability/logger.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { SignalingSettings } from './env.ts'
import type { SessionVerbs } from './rooms/session-verbs.ts'

/** Where a look at the port failed for no reason that says whether anybody is there, in milliseconds. */
const lookAgainAfter = 100

const nobodysId = '00000000-0000-4000-8000-000000000000'
const nobody: Actor = { practitioner: brandId(nobodysId), organization: brandId(nobodysId), roles: [] }

interface StandBy {
  readonly settings: SignalingSettings
  readonly verbs: Pick<SessionVerbs, 'look'>
  readonly log: Logger
}

/**
 * Whoever holds the port is the room server; this waits, warm, until nobody does. To start and to ask the database for the first time
 * takes seconds of work that a room full of people would otherwise wait for.
 */
export async function standBy({ settings, verbs, log }: StandBy): Promise<void> {
  // The first question costs half a second and its answer nothing: there is no such case.
  await verbs.look(nobody, brandId(nobodysId)).catch((cause: unknown) => log.warn('signaling.not-warm', { cause }))
  log.info('signaling.stands-by', { port: settings.port })
  while (await isServed(settings)) continue
}

/** Resolves with true after a line to the server has ended, with false at once where there is no server. */
async function isServed({ port, address }: SignalingSettings): Promise<boolean> {
  const line = connect(port, address)
  const fault = new Promise<NodeJS.ErrnoException>((resolve) => line.on('error', resolve))
  const ended = once(line, 'close')
  // The server asks a silent line after a minute what it wants and hangs up: unread, that would never be an end.
  line.resume()
  const met = await Promise.race([once(line, 'connect'), fault])
  await ended.catch(() => undefined)
  if (Array.isArray(met)) return true
  if (met.code === 'ECONNREFUSED') return false
  await pause(lookAgainAfter)
  return true
}
