import type { RefusalOfMessage, RefusedEnd, RefusedMessage } from '#core/interop/refused-message.ts'

type Underscored<Text extends string, Mark extends string> = Text extends `${infer Before}${Mark}${infer After}` ? `${Before}_${Underscored<After, Mark>}` : Text

/** The key of a reason's words. */
export type ReasonKey = Underscored<Underscored<RefusalOfMessage, '.'>, '-'>

/** One refused message by its header: whoever looks after the connections sees nothing of a patient. */
export interface RefusedView {
  readonly id: string
  readonly messageType: string
  readonly controlId: string
  readonly source: string
  readonly connection: string
  readonly reason: ReasonKey
  readonly receivedAt: string
  readonly times: number
  readonly lastAt: string
  /** Whether trying again could end otherwise. */
  readonly canTry: boolean
  readonly settled: { readonly as: RefusedEnd; readonly at: string; readonly note: string | null } | null
}

const reasonKey = (refusal: RefusalOfMessage): ReasonKey => refusal.replace(/[.-]/g, '_') as ReasonKey

/** What lies there is the same tomorrow: bytes in a wrong charset, or none at all, stay what they are. */
const hopeless: readonly RefusalOfMessage[] = ['record.too-large', 'record.wrong-charset', 'record.document-not-pdf', 'refused.overtaken']

/** Presents a refused message for a list or its own page. */
export const presentRefused = ({ id, messageType, controlId, source, connection, refusal, receivedAt, times, lastAt, settled }: RefusedMessage): RefusedView => ({
  id, messageType, controlId, source, connection, times, reason: reasonKey(refusal), receivedAt: receivedAt.toISOString(), lastAt: lastAt.toISOString(),
  canTry: settled === null && !hopeless.includes(refusal),
  settled: settled === null ? null : { as: settled.as, at: settled.at.toISOString(), note: settled.note },
})
