import type { Clock } from '#core/shared/clock.ts'
import type { AsOrganization } from './ports.ts'
import { keptDays, type PastMessage } from './refused-message.ts'

interface ExpiryPorts {
  /** Unsettled messages of every hospital that last came before this. */
  readonly before: (moment: Date) => Promise<readonly PastMessage[]>
  readonly asOrganization: AsOrganization
  readonly clock: Clock
}

/** The nightly round: what a message says of a patient is not kept for longer than somebody could want it; that it came stays. */
export const makeExpireRefused = (ports: ExpiryPorts) => async (): Promise<number> => {
  const at = ports.clock()
  const past = await ports.before(new Date(at.getTime() - keptDays * 86_400_000))
  for (const { message, organization } of past) {
    await ports.asOrganization(organization, async ({ refused, audit }) => {
      const held = await refused.findForChange(message)
      if (held === null || held.settled !== null) return
      await refused.settle(message, { as: 'expired', at, by: null, note: null })
      await audit.append({ organization, actor: null, at, payload: { type: 'refused.handled', message, as: 'expired' } })
    })
  }
  return past.length
}
