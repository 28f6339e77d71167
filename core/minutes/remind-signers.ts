import { brandId, type CaseId, type NewId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NoticeKind } from '#core/case/notice.ts'
import type { SigningMinutes } from './minutes.ts'
import type { AtomicallyForCase } from './ports.ts'
import { nextSigners } from './signing-order.ts'

const hour = 3_600_000
/** A turn that stands open this long is reminded of, every day anew. */
export const remindAfter = 24 * hour
/** From here on the coordinator is told as well: somebody may be away. */
export const overdueAfter = 72 * hour

/** Since when the next signers have had their turn: the last signature, or the freezing. */
export const turnSince = ({ signatures, frozenAt }: Pick<SigningMinutes, 'signatures' | 'frozenAt'>): Date => signatures.at(-1)?.signedAt ?? frozenAt

export interface ReminderPorts {
  readonly atomically: AtomicallyForCase
  /** Cases whose minutes are being signed, of every hospital. */
  readonly beingSigned: () => Promise<readonly CaseId[]>
  readonly clock: Clock
  readonly newId: NewId
}

/** The daily round: reminds whoever has had their turn for a day, and tells the coordinator after three. */
export const makeRemindSigners = (ports: ReminderPorts) => async (): Promise<number> => {
  let reminded = 0
  for (const caseId of await ports.beingSigned()) {
    reminded += await ports.atomically(caseId, async ({ cases, minutes, notices }) => {
      const [one, latest] = [await cases.find(caseId), await minutes.latest(caseId)]
      const at = ports.clock()
      if (one === null || latest?.status !== 'signing') return 0
      const waited = at.getTime() - turnSince(latest).getTime()
      if (waited < remindAfter) return 0
      const notice = (recipient: typeof one.requester, kind: NoticeKind) => ({ id: brandId<never>(ports.newId()), recipient, kind, case: caseId, at, readAt: null })
      const signers = nextSigners(latest).map(({ practitioner }) => notice(practitioner, 'minutes.reminder'))
      const overdue = waited >= overdueAfter && 'coordinator' in one ? [notice(one.coordinator, 'minutes.overdue')] : []
      await notices.add([...signers, ...overdue])
      return signers.length
    })
  }
  return reminded
}
